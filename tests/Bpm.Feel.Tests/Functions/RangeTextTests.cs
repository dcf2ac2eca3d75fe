namespace Bpm.Feel.Tests.Functions;

public sealed class RangeTextTests
{
    [Theory]
    [InlineData("[1..5)", "[1..5)")]
    [InlineData(" ]-1.5 .. 2[ ", "(-1.5..2)")]
    [InlineData("[\"a..b\"..\"c\"]", "[\"a..b\"..\"c\"]")]
    [InlineData("[@\"2026-01-01\"..@\"2026-12-31\"]", "[2026-01-01..2026-12-31]")]
    [InlineData("(date(\"2026-01-01\")..date(\"2026-12-31\"))", "(2026-01-01..2026-12-31)")]
    [InlineData("[date and time(\"2026-01-01T00:00:00\")..date and time(\"2026-01-01T08:00:00\")]", "[2026-01-01T00:00:00..2026-01-01T08:00:00]")]
    [InlineData("[duration(\"P1D\")..duration(\"P2D\")]", "[P1D..P2D]")]
    [InlineData("[..5]", "(<= 5)")]
    public void Ends_are_literals(string text, string range) => Assert.Equal(range, Read(text).Text);

    [Theory]
    [InlineData("[1+1..5]")]
    [InlineData("[(1)..5]")]
    [InlineData("[1..if true then 5 else 6]")]
    [InlineData("[1..--5]")]
    [InlineData("[a..5]")]
    [InlineData("[now()..]")]
    [InlineData("[date(\"2026-01-01\").year..5000]")]
    [InlineData("[date(\"P1D\")..]")]
    [InlineData("[@\"never\"..]")]
    [InlineData("[1..5][1]")]
    [InlineData("[[1]..[2]]")]
    [InlineData("[true..true]")]
    [InlineData("[1..")]
    [InlineData("..")]
    [InlineData("")]
    public void Nothing_else_is_read_out_of_a_text(string text) => Assert.Equal(FeelNull.Instance, Read(text));

    static FeelValue Read(string text) => Feel.Value("range(text)", FeelContext.Of(("text", new FeelString(text)), ("a", FeelNumber.Of(1))));
}
