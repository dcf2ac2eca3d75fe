using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bpm.Web.Trials;
using Bunit;

namespace Bpm.Web.Tests.Trials;

public sealed class ExpressionTrialTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Marks_a_wrong_name_in_the_expression_and_lists_the_names_that_there_are()
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();

        await Type(page, "Variables", """{ "amount": 1200, "category": "travel" }""");
        await Type(page, "Expression", "amuont > 1000");
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("No variable named 'amuont' found.", page.Said(), StringComparison.Ordinal));
        Assert.Equal("amuont", page.FindAll(".marked-copy mark")[0].TextContent);
        Assert.Equal("amuont > 1000", Text(page.Find(".marked-copy")));
        Assert.Equal(["amount number", "category string"], page.FindAll("[aria-labelledby=trial-scope-title] li").Select(i => i.TextContent));
        Assert.Contains("1:1", Remarks(page)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_the_place_of_a_syntax_error_in_its_line()
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();

        await Type(page, "Expression", "if true\nthen 1\nelse )");
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("3:6", Assert.Single(Remarks(page)), StringComparison.Ordinal));
        Assert.Equal(")", Assert.Single(page.FindAll(".marked-copy mark")).TextContent);
        Assert.Contains("Syntax error", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluates_by_itself_when_the_typing_pauses()
    {
        await using var desk = _office.DeskOf("olga");
        var page = desk.Render<TryPage>();

        await Type(page, "Expression", "= 0.1 + 0.2");
        _office.Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal(["number", "0.3", "0.3"], page.FindAll("dd").Select(d => d.TextContent.Trim())));
    }

    [Fact]
    public async Task Takes_typed_values_out_of_the_pasted_JSON_and_shows_a_context_as_FEEL_and_JSON()
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();

        await Type(page, "Variables", """{ "due": { "@date": "2026-01-31" } }""");
        await Type(page, "Expression", "{ late: due < today(), next: due + duration(\"P1D\") }");
        await page.InvokeAsync(() => page.Labelled("Expression").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter", CtrlKey = true }));

        page.WaitForAssertion(() => Assert.Contains("Type context", page.Said(), StringComparison.Ordinal));
        Assert.Contains("\"late\": true, \"next\": \"2026-02-01\"", page.Said(), StringComparison.Ordinal);
        Assert.Contains("now = 2026-03-02 08:00:00 in UTC", page.Said(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"a\": 1, }", "1:11", "Remove the comma")]
    [InlineData("{ 'a': 1 }", "1:3", "straight double quotes")]
    [InlineData("{ \"ä😀\": 1,\n  b: 2 }", "2:3", "double quotes")]
    [InlineData("{ \"ä😀\": x }", "1:10", "double quotes")]
    [InlineData("{ \"a\": 1", "1:9", "ends too early")]
    [InlineData("{ \"a\" = 1 }", "1:7", "colon")]
    [InlineData("[1, 2]", "1:1", "Give every value a name")]
    public async Task Says_where_the_variables_are_no_JSON_and_how_to_mend_them(string json, string place, string remedy)
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();

        await Type(page, "Expression", "1");
        await Type(page, "Variables", json);
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("mend the variables first", page.Said(), StringComparison.Ordinal));
        Assert.Contains(place, Assert.Single(Remarks(page)), StringComparison.Ordinal);
        Assert.Contains(remedy, Assert.Single(Remarks(page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_an_input_value_against_the_cell_of_a_table()
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();

        await page.InvokeAsync(() => page.Button("FEEL unary tests").ClickAsync(new()));
        await Type(page, "Input value", "1200");
        await Type(page, "Variables", """{ "limit": 1000 }""");
        await Type(page, "Unary tests", "> limit");
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("Type boolean FEEL true", page.Said(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Never_parses_what_stands_in_a_variable()
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();
        const string Payload = "${amount} #{7*7} =1+1";

        await page.InvokeAsync(() => page.Button("${…} expression").ClickAsync(new()));
        await Type(page, "Variables", $$"""{ "amount": 7, "note": "{{Payload}}" }""");
        await Type(page, "Expression", "Note: ${note}");
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains($"\"Note: {Payload}\"", page.Said(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stops_an_evaluation_that_would_not_end_in_time()
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();

        await Type(page, "Expression", "count(for a in 1..2000, b in 1..2000 return a * b)");
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("budget", page.Said(), StringComparison.OrdinalIgnoreCase), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Fixes_now_in_a_zone()
    {
        await using var desk = _office.DeskOf("mia");
        var page = desk.Render<TryPage>();

        await Type(page, "Expression", "string(now())");
        await page.InvokeAsync(() => page.Labelled("Time zone").ChangeAsync(new() { Value = "Europe/Atlantis" }));
        Assert.Contains("there is no “Europe/Atlantis”", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Labelled("Time zone").ChangeAsync(new() { Value = "Europe/Berlin" }));
        await page.InvokeAsync(() => page.Labelled("Now").ChangeAsync(new() { Value = "2026-07-01T09:30:00" }));

        page.WaitForAssertion(() => Assert.Contains("2026-07-01T09:30:00", page.Said(), StringComparison.Ordinal));
        Assert.Contains("now = 2026-07-01 09:30:00 in Europe/Berlin", page.Said(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna", false)]
    [InlineData("mark", false)]
    [InlineData("mia", true)]
    [InlineData("olga", true)]
    public async Task Is_for_modelers_and_operators(string userId, bool mayTry)
    {
        await using var desk = _office.DeskOf(userId);
        var page = desk.Render<TryPage>();

        Assert.Equal(mayTry, page.HasButton("Evaluate"));
        Assert.Equal(!mayTry, page.Said().Contains("You may not open this page", StringComparison.Ordinal));
    }

    static Task Type(IRenderedComponent<TryPage> page, string label, string text) =>
        page.InvokeAsync(() => page.Labelled(label).InputAsync(new() { Value = text }));

    static string[] Remarks(IRenderedComponent<TryPage> page) => [.. page.FindAll("ol button").Select(b => b.TextContent)];

    static string Text(AngleSharp.Dom.IElement element) => element.TextContent.Trim('\u200b');
}
