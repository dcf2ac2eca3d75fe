using Bpm.Connectors;
using Bpm.Model;

namespace Bpm.Runtime.Tests;

/// <summary>What is missing or wrong for a connector is said when the model is uploaded, at its element, with a remedy.</summary>
public sealed class ConnectorSettingsTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Theory]
    [InlineData("http", "", "url")]
    [InlineData("http", "url=/customers", "url")]
    [InlineData("http", "url=https://a.example/{id}", "url")]
    [InlineData("http", "url=https://a.example;method=FETCH", "method")]
    [InlineData("http", "url=https://a.example;auth=basic;auth.user=bpm", "auth.password")]
    [InlineData("http", "url=https://a.example;timeout=soon", "timeout")]
    [InlineData("http", "url=https://a.example;resultExpression={id:", "resultExpression")]
    [InlineData("http", "url=https://a.example;errorCodes=404", "errorCodes")]
    [InlineData("mail", "to=anna@example.com", "subject")]
    [InlineData("mail", "subject=Hello", "to")]
    [InlineData("sql", "connection=books", "statement")]
    [InlineData("sql", "connection=books;statement=select '{{secrets.KEY}}'", "statement")]
    [InlineData("sql", "connection=books;statement=select 1;maxRows=many", "maxRows")]
    [InlineData("send-message", "", "messageName")]
    [InlineData("send-message", "messageName=paid;correlationKey={{secrets.KEY}}", "correlationKey")]
    [InlineData("start-process", "", "processId")]
    [InlineData("script", "", "script")]
    [InlineData("script", "script=total = net *", "script")]
    [InlineData("script", "script=net * 2", "script")]
    [InlineData("llm", "model=small;schema={}", "input")]
    [InlineData("llm", "model=small;>input=letter", "schema")]
    [InlineData("llm", "model=small;schema=no json;>input=letter", "schema")]
    [InlineData("llm", "model=small;task=classify;labels=invoice;>input=letter", "labels")]
    public async Task A_setting_without_which_no_job_can_be_done_is_an_error(string connector, string settings, string wrong)
    {
        await using var node = await Start();

        var error = Assert.Single(await Diagnostics(node, connector, settings), d => d.Severity == Severity.Error);

        Assert.Equal(("connector-setting", "work"), (error.Code, error.ElementId));
        Assert.Contains($"'{wrong}'", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(default, error.Location);
        Assert.Contains("Bpm:Connectors:Off", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "url==\"https://\" + host", "an expression")]
    [InlineData("mail", "to=anna@example.com;subject==title", "an expression")]
    [InlineData("sql", "connection=elsewhere;statement=select 1", "Bpm:Connectors:Sql:elsewhere")]
    [InlineData("llm", "model=large;schema={\"type\":\"string\"};>input=letter", "Bpm:Connectors:Llm:large")]
    public async Task What_may_yet_be_right_is_a_warning(string connector, string settings, string doubt)
    {
        await using var node = await Start();

        var warning = Assert.Single(await Diagnostics(node, connector, settings), d => d.Code == "connector-setting");

        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains(doubt, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "url={{secrets.BASE}}/customers;auth=bearer;auth.token={{secrets.KEY}};timeout=PT5S;errorCodes=404=NONE, 5xx=DOWN")]
    [InlineData("http", ">url=address;resultExpression==response.body")]
    [InlineData("mail", ">to=people;>subject=title")]
    [InlineData("sql", "connection=books;statement=select 1;maxRows=5")]
    [InlineData("send-message", ">messageName=name;timeToLive=PT1H")]
    [InlineData("start-process", "processId=dunning")]
    [InlineData("script", "script==total = net * 2")]
    [InlineData("llm", "model=small;task=classify;>labels=catalogue;>input=letter")]
    [InlineData("somebody-elses", "")]
    public async Task What_is_right_or_another_s_affair_has_no_diagnostic(string connector, string settings)
    {
        await using var node = await Start();

        Assert.DoesNotContain(await Diagnostics(node, connector, settings), d => d.Code == "connector-setting");
    }

    [Fact]
    public async Task A_connector_that_is_switched_off_asks_for_nothing()
    {
        await using var node = await Start("http");

        Assert.DoesNotContain(await Diagnostics(node, "http", ""), d => d.Code == "connector-setting");
    }

    public void Dispose() => _database.Dispose();

    Task<TestNode> Start(params string[] off)
    {
        var options = new BpmOptions { Data = _database.Folder, Demo = true };
        options.Connectors.Mail = new MailOptions("127.0.0.1", 25, "bpm@example.com");
        options.Connectors.Sql["books"] = new SqlOptions(SqlProvider.Sqlite, "Data Source=:memory:");
        options.Connectors.Llm["small"] = new LlmOptions(new Uri("http://127.0.0.1/v1"), "small-1");
        options.Connectors.Off.UnionWith(off);
        return TestNode.Start(_database, options);
    }

    /// <param name="settings">Headers with semicolons between; those that begin with &gt; are input mappings.</param>
    static async Task<IReadOnlyList<Diagnostic>> Diagnostics(TestNode node, string connector, string settings)
    {
        var all = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).ToLookup(s => s[0].StartsWith('>'));
        var xml = Models.Flow8("test", $"""
            <startEvent id="start"/><endEvent id="end"/>
            <serviceTask id="work" name="Work"><extensionElements>
              <zeebe:taskDefinition type="{connector}"/>
              <zeebe:taskHeaders>{string.Concat(all[false].Select(s => $"<zeebe:header key=\"{s[0]}\" value=\"{System.Security.SecurityElement.Escape(s[1])}\"/>"))}</zeebe:taskHeaders>
              <zeebe:ioMapping>{string.Concat(all[true].Select(s => $"<zeebe:input source=\"={s[1]}\" target=\"{s[0][1..]}\"/>"))}</zeebe:ioMapping>
            </extensionElements></serviceTask>
            """, "start-work work-end");
        return [.. (await node.Engine.Check([new DeploymentFile("test.bpmn", System.Text.Encoding.UTF8.GetBytes(xml))])).Diagnostics];
    }
}
