namespace Bpm.Feel.Tests;

/// <summary>Short texts that would take all the memory or time there is: each comes to an end, with a value or a failure.</summary>
public sealed class HostileExpressionTests
{
    const long MostAllocated = 300_000_000;

    /// <summary>A list of two of a list of two of …: small to build, and 2^40 numbers to go through.</summary>
    static readonly string Laughs = "{l0: [1, 1]" + string.Concat(Enumerable.Range(1, 40).Select(i => $", l{i}: [l{i - 1}, l{i - 1}]")) + ", result: @}.result";

    /// <summary>A context with a text of 200,000 letters.</summary>
    const string LongText = "{s: string join(for i in 1..20000 return \"aaaaaaaaaa\"), result: @}.result";

    [Theory]
    [InlineData("string(l20)")]
    [InlineData("to json(l20)")]
    [InlineData("string(l40)")]
    [InlineData("l40")]
    [InlineData("count(flatten(l20))")]
    [InlineData("[l18] = [[l18]]")]
    [InlineData("for i in 1..10000 return l16 = reverse(l16)")]
    [InlineData("distinct values([l18, reverse(l18)])")]
    [InlineData("sort([l18, l18], function(a, b) a < b)")]
    [InlineData("union(l18, l18)")]
    public void Lists_that_share_their_items_are_paid_for_in_full(string result) => Ends(Laughs.Replace("@", result, StringComparison.Ordinal));

    [Theory]
    [InlineData("replace(s, \"a\", s)")]
    [InlineData("replace(s, \"(.*)\", string join(for i in 1..5000 return \"$1\"))")]
    [InlineData("string join(for i in 1..20000 return \"b\", s)")]
    [InlineData("[for i in 1..10000 return s]")]
    [InlineData("split(s, \"\")")]
    [InlineData("extract(s, \"a\")")]
    [InlineData("{t: for i in 1..40 return if i = 1 then s else partial[-1] + partial[-1]}")]
    [InlineData("for i in 1..100000 return contains(s, \"aaaaaaaaaaaaaaaaaaaaab\")")]
    [InlineData("for i in 1..100000 return string length(s)")]
    [InlineData("for i in 1..100000 return substring(s, -1)")]
    [InlineData("for i in 1..100000 return s < s + \"b\"")]
    public void Long_texts_are_paid_for_by_their_length(string result) => Ends(LongText.Replace("@", result, StringComparison.Ordinal));

    [Theory]
    [InlineData("matches(s, \"(a+)+b\")")]
    [InlineData("matches(s, \"(a|aa)+$\")")]
    [InlineData("matches(s, \"^(a?){50}a{50}$\")")]
    [InlineData("replace(s, \"(a+)+b\", \"x\")")]
    [InlineData("split(s, \"(a+)+b\")")]
    [InlineData("for i in 1..100000 return matches(s, \"(a+)+b\")")]
    [InlineData("matches(\"a\", \"((a{1000}){1000}){1000}\")")]
    [InlineData("matches(\"a\", \"a{2147483647}\")")]
    [InlineData("matches(\"a\", \"[a-[b-[c-[d]]]]\")")]
    [InlineData("split(\"a\", \"(((((((((((((((((((((((((((((((\")")]
    [InlineData("replace(\"a\", \"a\", \"$2147483648\")")]
    public void Patterns_that_never_end_are_given_up(string result) => Ends(LongText.Replace("@", result, StringComparison.Ordinal));

    [Theory]
    [InlineData("if matches(s, \"^(a|aa)+$\") then 1 else 2")]
    [InlineData("not(matches(s, \"^(a|aa)+$\"))")]
    public void A_pattern_without_the_time_to_match_decides_nothing(string expression) =>
        Assert.NotNull(Feel.Evaluate($"{{s: \"{new string('a', 80)}!\", result: {expression}}}.result").Failure);

    [Theory]
    [InlineData("for i in 1..1e18 return i")]
    [InlineData("sum(for i in -1e18..1e18 return i)")]
    [InlineData("every i in 1..1e18, j in 1..1e18 satisfies true")]
    [InlineData("for i in 1..1000, j in 1..1000, k in 1..1000 return 1")]
    [InlineData("count([1..1e18])")]
    [InlineData("5 in [1..1e18]")]
    [InlineData("for i in 1..20000 return partial")]
    [InlineData("for i in 1..100 return [partial, partial]")]
    [InlineData("{f: function(n) f(n + 1), result: f(1)}.result")]
    [InlineData("{f: function(n) if n = 0 then 0 else f(n - 1) + f(n - 1), result: f(100)}.result")]
    [InlineData("{f: function(g) g(g), result: f(f)}.result")]
    [InlineData("sort(for i in 1..30000 return -i, function(a, b) true)")]
    [InlineData("distinct values(for i in 1..20000 return i)")]
    [InlineData("context merge(for i in 1..3000 return {a: i})")]
    [InlineData("(for i in 1..2000 return i)[count((for i in 1..2000 return i)[item > 0]) > 0]")]
    [InlineData("2 ** 100000")]
    [InlineData("(2 ** 90) ** 2")]
    [InlineData("factorial(1000)")]
    [InlineData("exp(1000000)")]
    [InlineData("decimal(1 / 3, 1000000)")]
    [InlineData("@\"P1D\" * 1e28")]
    [InlineData("duration(\"P99999999999Y\")")]
    [InlineData("date(999999999, 1, 1)")]
    public void Explosions_end_within_the_budget(string expression) => Ends(expression);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("-", "")]
    [InlineData("if true then ", " else 1")]
    [InlineData("not(", ")")]
    [InlineData("function(a) ", "")]
    [InlineData("for i in [1] return ", "")]
    [InlineData("1 + (", ")")]
    [InlineData("a[", "]")]
    public void Deep_nesting_is_an_error_and_no_end_of_the_stack(string open, string close)
    {
        foreach (var depth in new[] { 50, 90, 200, 5_000 })
        {
            var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            foreach (var parsed in (FeelParseResult[])[FeelExpression.Parse(text), FeelExpression.ParseUnaryTests(text), CamundaExpression.Parse($"${{{text}}}")])
            {
                Assert.True(parsed.IsValid || parsed.Error.Message.Length < 1000, text);
                parsed.Expression?.Evaluate(FeelContext.Empty, Feel.Environment);
            }
        }
    }

    static void Ends(string expression)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Feel.Evaluate(expression);

        Assert.True(result.Failure is null || result.Value is FeelNull);
        Assert.True(!result.Value.IsData || FeelJson.ToJson(result.Value, tagged: true).Length <= FeelJson.MaxLength);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }
}
