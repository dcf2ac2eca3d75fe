using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.String:
                At++;
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
                        At++;
                        return Read(token.Start, Test.Input);
                }

                break;
        }

        throw Unexpected("an expression");
    }

    Literal ParseNumber()
    {
        var token = Tokens[At++];
        return FeelNumber.TryParse(token.Text, out var value)
            ? new Literal(From(token.Start), value)
            : throw new SyntaxException($"Expected a number below 10^6145 but found '{token.Text}'", token.Start);
    }

    Node ParseTemporal()
    {
        var token = Tokens[At++];
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
        if (_known.Longest(Tokens.AsSpan(At), out _) is null)
        {
            switch (Current.Text)
            {
                case "true":
                    At++;
                    return new Literal(From(start), FeelBoolean.True);
                case "false":
                    At++;
                    return new Literal(From(start), FeelBoolean.False);
                case "null":
                    At++;
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
                    At++;
                    return new Name(From(start), Tokens[At - 1].Text);
            }
        }

        var name = ParseName();
        return Current.Is("(") && IsBuiltIn(name, out _) ? new Name(From(start), name) : Read(start, name);
    }
}
