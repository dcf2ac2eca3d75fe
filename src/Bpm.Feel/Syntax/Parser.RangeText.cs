using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    /// <summary>
    /// The text of a range that a function was given, such as <c>[1..10)</c> or <c>&gt;= 5</c>. It is data, and data is never an expression: its
    /// ends are literals, and no other rule of the grammar can be reached from here.
    /// </summary>
    public FeelRange ParseRangeText()
    {
        if (ComparisonAt(Current) is { } op)
        {
            At++;
            var end = ParseRangeEnd();
            ExpectEnd();
            return end is FeelNull ? throw Unexpected("a literal") : new FeelRange(op, end);
        }

        var lowIncluded = Current.Is("[");
        if (!Accept("[") && !Accept("(") && !Accept("]"))
        {
            throw Unexpected("the start of a range");
        }

        var low = ParseRangeEnd();
        Expect("..");
        var high = ParseRangeEnd();
        var highIncluded = Current.Is("]");
        if (!Accept("]") && !Accept(")") && !Accept("["))
        {
            throw Unexpected("the end of a range");
        }

        ExpectEnd();
        return new FeelRange(low, lowIncluded && low is not FeelNull, high, highIncluded && high is not FeelNull);
    }

    FeelValue ParseRangeEnd()
    {
        switch (Current.Kind)
        {
            case TokenKind.Symbol when Current.Is("-") && Following.Kind == TokenKind.Number:
                At++;
                return Numbers.Negate((FeelNumber)ParseNumber().Value);
            case TokenKind.Symbol:
                return FeelNull.Instance;
            case TokenKind.Number:
                return ParseNumber().Value;
            case TokenKind.String:
                return new FeelString(Tokens[At++].Text);
            case TokenKind.Temporal when ParseTemporal() is Literal literal:
                return literal.Value;
            case TokenKind.Name when AcceptWord("null"):
                return FeelNull.Instance;
            case TokenKind.Name:
                return ParseConstructor();
            default:
                throw Unexpected("a literal");
        }
    }

    /// <summary>A date time literal in its longer form: <c>date("2026-01-01")</c>, <c>time(…)</c>, <c>date and time(…)</c>, <c>duration(…)</c>.</summary>
    FeelValue ParseConstructor()
    {
        var start = At;
        var name = _known.Longest(Tokens.AsSpan(At), out var length) ?? Current.Text;
        At += length;
        Expect("(");
        if (Current.Kind == TokenKind.String
            && ParseTemporal() is Literal { Value: var value }
            && name == (value is FeelDayTimeDuration or FeelYearMonthDuration ? "duration" : value.TypeName))
        {
            Expect(")");
            return value;
        }

        throw new SyntaxException("Expected a literal", Tokens[start].Start);
    }
}
