namespace Bpm.Feel.Tests;

public sealed class FeelScriptTests
{
    [Theory]
    [InlineData("x = x + 1", "x := x + 1")]
    [InlineData("x = x + 1; y = 2", "x := x + 1 | y := 2")]
    [InlineData("x = 1\ny = x +\n 2\nz = 3\n", "x := 1 | y := x +\n 2 | z := 3")]
    [InlineData("x = {a: 1,\n b: 2}\ny = [1,\n 2]", "x := {a: 1,\n b: 2} | y := [1,\n 2]")]
    [InlineData("x = if a = 1\n then 2\n else 3", "x := if a = 1\n then 2\n else 3")]
    [InlineData("x + 1", "null := x + 1")]
    [InlineData("x > 1", "null := x > 1")]
    [InlineData("x = y = 1", "x := y = 1")]
    [InlineData("; ;", "")]
    [InlineData("", "")]
    public void Without_a_result_variable_statements_assign(string script, string expected)
    {
        var parsed = FeelScript.Parse(script);

        Assert.True(parsed.IsValid, parsed.Error?.Message);
        Assert.Equal(expected, string.Join(" | ", parsed.Script.Assignments.Select(a => $"{a.Name ?? "null"} := {a.Expression.Text.Trim()}")));
    }

    [Fact]
    public void With_a_result_variable_the_whole_text_is_its_expression()
    {
        var assignment = Assert.Single(FeelScript.Parse("x = x + 1", "result").Script!.Assignments);

        Assert.Equal("result", assignment.Name);
        Assert.Equal("false", assignment.Expression.Evaluate(Feel.Context("""{"x": 1}"""), Feel.Environment).Value.ToString());
    }

    [Theory]
    [InlineData("x = 1\ny = (2", "Expected ')' but found the end at line 2, column 7")]
    [InlineData("x = 1; 2 + 3", "Expected 'name = expression', as in every statement of a script of several at line 1, column 8")]
    [InlineData("x = ", "Expected an expression but found the end at line 1, column 4")]
    [InlineData("execution.setVariable('x', 1)", "Expected double quotes around a string but found ' at line 1, column 23")]
    public void Errors_name_the_place_in_the_script(string script, string message) =>
        Assert.Equal(message, FeelScript.Parse(script).Error!.Message);
}
