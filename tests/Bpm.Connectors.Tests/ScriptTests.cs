using Bpm.Feel;
using Bpm.Runtime.Tests;
using static Bpm.Connectors.Tests.Jobs;

namespace Bpm.Connectors.Tests;

public sealed class ScriptTests
{
    readonly ScriptConnector _script = new(new ConnectorOptions(), new FakeClock());

    [Fact]
    public async Task Each_statement_sees_what_the_ones_before_it_gave()
    {
        var result = await _script.Completes(With(("script", "gross = net * 1.19\nbig = gross > 100")).Beside(("net", FeelNumber.Of(100))));

        Assert.Equal(FeelContext.Of(("gross", FeelNumber.Of(119)), ("big", FeelBoolean.True)), result);
    }

    [Fact]
    public async Task A_single_expression_goes_to_the_result_variable() =>
        Assert.Equal(FeelContext.Of(("sum", FeelNumber.Of(3))), await _script.Completes(With(("script", "= sum([1, 2])"), ("resultVariable", "sum"))));

    [Fact]
    public async Task Data_is_never_a_script()
    {
        var failed = await _script.Fails(With().Given(("script", Text("a = 1"))));

        Assert.False(failed.IsRetryable);
        Assert.Contains("'script'", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = ", "feel")]
    [InlineData("a = 1", "javascript")]
    [InlineData("a = \"{{secrets.KEY}}\"", "feel")]
    [InlineData("1 + 1", "feel")]
    public async Task What_cannot_run_says_so(string script, string language) =>
        Assert.False((await _script.Fails(With(("script", script), ("language", language)))).IsRetryable);

    [Fact]
    public async Task A_script_without_an_end_is_stopped() =>
        Assert.False((await _script.Fails(With(("script", "a = count(for x in 1..100000, y in 1..100000 return x + y)")))).IsRetryable);
}
