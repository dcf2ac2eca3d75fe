using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    /// <summary>The whole text as the cell of a decision table.</summary>
    public UnaryTests ParseUnaryTests()
    {
        _declared.Add(Test.Input);
        var start = Current.Start;
        if (Current.Is("-") && Following.Kind == TokenKind.End)
        {
            At++;
            return new UnaryTests(From(start), [], negated: false);
        }

        var negated = IsNegationOfAll();
        if (negated)
        {
            At++;
            Expect("(");
        }

        var tests = ParseTests();
        if (negated)
        {
            Expect(")");
        }

        ExpectEnd();
        return Bounded(new UnaryTests(From(start), tests, negated));
    }

    /// <summary><c>not(…)</c> around everything; <c>not(a) and b</c> is a condition that happens to start so.</summary>
    bool IsNegationOfAll()
    {
        if (!Current.IsWord("not") || !Following.Is("("))
        {
            return false;
        }

        var open = 0;
        for (var at = At + 1; at < Tokens.Length; at++)
        {
            open += Tokens[at].Is("(") ? 1 : Tokens[at].Is(")") ? -1 : 0;
            if (open == 0)
            {
                return Tokens[at + 1].Kind == TokenKind.End;
            }
        }

        return false;
    }

    Test[] ParseTests()
    {
        List<Test> tests = [];
        do
        {
            tests.Add(ParseTest());
        }
        while (Accept(","));

        return [.. tests];
    }

    /// <summary>One test; with a comparison in front the input is its left side.</summary>
    Test ParseTest() => Tracked(() =>
    {
        var start = Current.Start;
        return ComparisonAt(Current) is { } op ? ParseComparisonTest(start, op) : ParseExpression();
    });

    Test[] ParseTestsBehindIn()
    {
        var start = Current.Start;
        if (ComparisonAt(Current) is { } op)
        {
            return [Tracked(() => ParseComparisonTest(start, op))];
        }

        if (!Current.Is("("))
        {
            return [Tracked(ParseAdditive)];
        }

        Expect("(");
        var outer = _rangeEnds;
        _rangeEnds = 0;
        var first = ParseTest();
        if (Current.Is(".."))
        {
            var range = ParseRangeTo(start, first.Expression, lowIncluded: false);
            _rangeEnds = outer;
            return [new Test(range, first.ReadsInput)];
        }

        List<Test> tests = [first];
        while (Accept(","))
        {
            tests.Add(ParseTest());
        }

        Expect(")");
        _rangeEnds = outer;
        return [.. tests];
    }

    Node ParseComparisonTest(int start, ComparisonOperator op)
    {
        At++;
        var operand = ParseAdditive();
        var span = From(start);
        if (op > ComparisonOperator.NotEqual)
        {
            return Bounded(new ComparisonRange(span, op, operand));
        }

        _readsInput = true;
        return Bounded(new Comparison(span, op, new Name(span, Test.Input), operand));
    }

    /// <summary>Notes whether the test mentions the input, which makes it a condition.</summary>
    Test Tracked(Func<Node> parse)
    {
        var outer = _readsInput;
        _readsInput = false;
        var test = new Test(parse(), _readsInput);
        _readsInput |= outer;
        return test;
    }
}
