using System.Globalization;
using Bpm.Feel.Evaluation;
using Bpm.Feel.Functions;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    int _rangeEnds;

    Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.String:
                _at++;
                return new Literal(From(token.Start), token.Text.Length == 0 ? FeelString.Empty : new FeelString(token.Text));
            case TokenKind.Temporal:
                return ParseTemporal();
            case TokenKind.QuotedName:
                return Read(token.Start, ParseName());
            case TokenKind.Name:
                return ParseWord();
            case TokenKind.Symbol:
                switch (token.Text)
                {
                    case "(":
                        return ParseParenthesized();
                    case "[":
                        return ParseListOrRange();
                    case "]":
                        return ParseRangeFrom(lowIncluded: false);
                    case "{":
                        return ParseContext();
                    case "?":
                        _at++;
                        return Read(token.Start, Test.Input);
                }

                break;
        }

        throw Unexpected("an expression");
    }

    Literal ParseNumber()
    {
        var token = _tokens[_at++];
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(token.Text, style, CultureInfo.InvariantCulture, out var value)
            ? new Literal(From(token.Start), FeelNumber.Of(value))
            : throw new SyntaxException($"Expected a number of at most 28 digits but found '{token.Text}'", token.Start);
    }

    Node ParseTemporal()
    {
        var token = _tokens[_at++];
        var text = token.Text;
        FeelValue? value =
            FeelDate.TryParse(text, out var date) ? date
            : FeelDateTime.TryParse(text, out var dateTime) ? dateTime
            : FeelTime.TryParse(text, out var time) ? time
            : DurationText.TryParse(text, out var duration) ? duration
            : null;
        return value is not null ? new Literal(From(token.Start), value) : new NoTemporal(From(token.Start), text);
    }

    Node ParseWord()
    {
        var start = Current.Start;
        if (_known.Longest(_tokens.AsSpan(_at), out _) is null)
        {
            switch (Current.Text)
            {
                case "true":
                    _at++;
                    return new Literal(From(start), FeelBoolean.True);
                case "false":
                    _at++;
                    return new Literal(From(start), FeelBoolean.False);
                case "null":
                    _at++;
                    return new Literal(From(start), FeelNull.Instance);
                case "if":
                    return ParseIf();
                case "for":
                    return ParseFor();
                case "some" or "every" when Following.Kind is TokenKind.Name or TokenKind.QuotedName && !Following.IsWord("in"):
                    return ParseQuantified();
                case "function" when Following.Is("("):
                    return ParseFunction();
                case "and" or "or" when Following.Is("("):
                    _at++;
                    return new Name(From(start), _tokens[_at - 1].Text);
            }
        }

        var name = ParseName();
        var isCall = Current.Is("(") && !_declared.Contains(name) && BuiltIns.TryGet(name, out _);
        return isCall ? new Name(From(start), name) : Read(start, name);
    }

    Node ParseParenthesized()
    {
        var start = Current.Start;
        Expect("(");
        var outer = _rangeEnds;
        _rangeEnds = 0;
        Node inner;
        if (ComparisonAt(Current) is not null)
        {
            inner = ParseTest().Expression;
        }
        else
        {
            inner = ParseExpression();
            if (Current.Is(".."))
            {
                inner = ParseRangeTo(start, inner, lowIncluded: false);
                _rangeEnds = outer;
                return inner;
            }
        }

        Expect(")");
        _rangeEnds = outer;
        return inner;
    }

    Node ParseListOrRange()
    {
        var start = Current.Start;
        Expect("[");
        var outer = _rangeEnds;
        _rangeEnds = 0;
        List<Node> items = [];
        while (!Current.Is("]"))
        {
            if (items.Count > 0)
            {
                Expect(",");
            }

            items.Add(ComparisonAt(Current) is null ? ParseExpression() : ParseTest().Expression);
            if (items.Count == 1 && Current.Is(".."))
            {
                var range = ParseRangeTo(start, items[0], lowIncluded: true);
                _rangeEnds = outer;
                return range;
            }
        }

        Expect("]");
        _rangeEnds = outer;
        return new ListLiteral(From(start), [.. items]);
    }

    RangeLiteral ParseRangeFrom(bool lowIncluded)
    {
        var start = Current.Start;
        _at++;
        var low = ParseExpression();
        return Current.Is("..") ? ParseRangeTo(start, low, lowIncluded) : throw Unexpected("'..'");
    }

    RangeLiteral ParseRangeTo(int start, Node low, bool lowIncluded)
    {
        Expect("..");
        _rangeEnds++;
        var high = ParseExpression();
        _rangeEnds--;
        var highIncluded = Current.Is("]");
        if (!highIncluded && !Current.Is(")") && !Current.Is("["))
        {
            throw Unexpected("']', ')' or '['");
        }

        _at++;
        return new RangeLiteral(From(start), low, lowIncluded, high, highIncluded);
    }

    ContextLiteral ParseContext() => InScope(() =>
    {
        var start = Current.Start;
        Expect("{");
        var outer = _rangeEnds;
        _rangeEnds = 0;
        List<string> names = [];
        List<Node> values = [];
        while (!Current.Is("}"))
        {
            if (names.Count > 0)
            {
                Expect(",");
            }

            var at = Current.Start;
            var name = ParseDeclaredName(t => t.Is(":"));
            Expect(":");
            if (names.Contains(name))
            {
                throw new SyntaxException($"Expected another name but found '{name}' twice", at);
            }

            names.Add(name);
            values.Add(ParseExpression());
            Declare(name);
        }

        Expect("}");
        _rangeEnds = outer;
        return new ContextLiteral(From(start), [.. names], [.. values]);
    });
}
