using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    /// <summary>Greater than 0 while the end of a range is parsed, where '[' may close the range.</summary>
    int _rangeEnds;

    Node ParseParenthesized()
    {
        var start = Current.Start;
        Expect("(");
        var outer = _rangeEnds;
        _rangeEnds = 0;
        Node inner;
        if (ComparisonAt(Current) is { } op)
        {
            inner = ParseComparisonRange(op);
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

            items.Add(ComparisonAt(Current) is { } op ? ParseComparisonRange(op) : ParseExpression());
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

    ComparisonRange ParseComparisonRange(ComparisonOperator op)
    {
        var start = Current.Start;
        At++;
        var end = ParseAdditive();
        return new ComparisonRange(From(start), op, end);
    }

    RangeLiteral ParseRangeFrom(bool lowIncluded)
    {
        var start = Current.Start;
        At++;
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

        At++;
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
