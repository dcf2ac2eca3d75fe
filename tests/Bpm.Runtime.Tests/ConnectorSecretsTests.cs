using System.Text;
using Bpm.Connectors;
using Bpm.Connectors.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime.Tests;

/// <summary>
/// No connector lets a secret into anything that is kept: whatever the other side echoes, after every kind of end, the database's
/// file and the log do not hold it.
/// </summary>
public sealed class ConnectorSecretsTests : IDisposable
{
    const string Secret = "s3cr3t-Value-77";

    readonly TestDatabase _database = new();

    [Theory]
    [InlineData("http", "url={server}/a?k={{secrets.KEY}};auth=bearer;auth.token={{secrets.KEY}}")]
    [InlineData("http", "url={server}/fail;headers.X-Key={{secrets.KEY}};method=POST;body={{secrets.KEY}}")]
    [InlineData("http", "url=gopher-{{secrets.KEY}}://x")]
    [InlineData("http", "url={server}/a;headers.X-Key={{secrets.KEY}};errorExpression=bpmnError(response.body, response.body)")]
    [InlineData("mail", "to=anna@example.com;subject=Hello {{secrets.KEY}};text=x;resultVariable=sent")]
    [InlineData("mail", "to=fail@example.com;subject=Hello;text={{secrets.KEY}}")]
    [InlineData("sql", "connection=books;statement=select 'fine' as a")]
    [InlineData("sql", "connection=books;statement=select no from where")]
    [InlineData("send-message", "messageName=paid-{{secrets.KEY}}")]
    [InlineData("start-process", "processId=test;businessKey={{secrets.KEY}}")]
    [InlineData("script", "script=a = \"{{secrets.KEY}}\"")]
    [InlineData("llm", "model=small;task=summarise;>input=\"x\"")]
    [InlineData("llm", "model=small;task=summarise;instruction={{secrets.KEY}};>input=\"x\"")]
    [InlineData("llm", "model=broken;task=summarise;>input=\"x\"")]
    public async Task Nothing_that_is_kept_holds_a_secret(string connector, string settings)
    {
        await using var mail = new SmtpStub(line => line.Contains("fail@", StringComparison.Ordinal) ? $"550 no {Secret}" : null);
        await using var server = await StubServer.Start(Echo);
        var log = new StringBuilder();
        await using (var node = await Start(server, mail, log))
        {
            await Work(node, connector, settings.Replace("{server}", server.Url, StringComparison.Ordinal));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_database.Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith($"{Secret}.db", StringComparison.Ordinal)))
            Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, log.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _database.Dispose();

    /// <summary>Tells everything that it was told, in every place of an answer.</summary>
    static Task Echo(HttpContext context)
    {
        var all = string.Join(' ', context.Request.Headers.Select(h => h.Value.ToString()).Append(context.Request.QueryString.Value).Append(((Received)context.Items[typeof(Received)]!).Body));
        context.Response.StatusCode = context.Request.Path.Value!.Contains("fail", StringComparison.Ordinal) ? 400 : 200;
        if (context.Request.Path.Value.StartsWith("/broken", StringComparison.Ordinal)) return context.Response.WriteAsync(all);
        return context.Request.Path.Value.EndsWith("/completions", StringComparison.Ordinal)
            ? context.Response.WriteAsJsonAsync(new { choices = new[] { new { message = new { content = System.Text.Json.JsonSerializer.Serialize(new { value = all, confidence = 1 }) }, finish_reason = "stop" } } })
            : context.Response.WriteAsJsonAsync(all);
    }

    static async Task Work(TestNode node, string connector, string settings)
    {
        var all = settings.Split(';').Select(s => s.Split('=', 2)).ToLookup(s => s[0].StartsWith('>'));
        var xml = Models.Flow8("test", $"""
            <startEvent id="start"/><endEvent id="end"/><userTask id="check"><extensionElements><zeebe:userTask/></extensionElements></userTask>
            <serviceTask id="work"><extensionElements>
              <zeebe:taskDefinition type="{connector}" retries="1"/>
              <zeebe:taskHeaders>{string.Concat(all[false].Select(s => $"<zeebe:header key=\"{s[0]}\" value=\"{System.Security.SecurityElement.Escape(s[1])}\"/>"))}</zeebe:taskHeaders>
              <zeebe:ioMapping>{string.Concat(all[true].Select(s => $"<zeebe:input source=\"={System.Security.SecurityElement.Escape(s[1])}\" target=\"{s[0][1..]}\"/>"))}</zeebe:ioMapping>
            </extensionElements></serviceTask>
            """, "start-work work-check check-end");
        var reply = await node.Engine.Deploy(await node.Actor("mia"), new DeploymentRequest("test", null, [new DeploymentFile("test.bpmn", Encoding.UTF8.GetBytes(xml))]));
        // What the upload refuses cannot tell anything; what it takes is run to its end.
        if (!reply.IsDone) return;
        await node.StartProcess();
        await node.RunDueWork();
        Assert.Empty((await node.Engine.FetchAndLock(Actor.System, "worker", [connector], 5, TimeSpan.FromMinutes(1))).Value!);
    }

    Task<TestNode> Start(StubServer server, SmtpStub mail, StringBuilder log)
    {
        var options = new BpmOptions { Data = _database.Folder, Demo = true };
        options.Connectors.Secrets["KEY"] = Secret;
        options.Connectors.Http = new HttpOptions { AllowedHosts = [$"127.0.0.1:{server.Port}"] };
        options.Connectors.Mail = new MailOptions("127.0.0.1", mail.Port, "bpm@example.com") { UsesTls = false };
        options.Connectors.Sql["books"] = new SqlOptions(SqlProvider.Sqlite, $"Data Source={Path.Combine(_database.Folder, "{{secrets.KEY}}.db")}");
        options.Connectors.Llm["small"] = new LlmOptions(new Uri(server.Url + "/v1"), "small-1") { ApiKey = "{{secrets.KEY}}" };
        options.Connectors.Llm["broken"] = new LlmOptions(new Uri(server.Url + "/broken"), "small-1") { ApiKey = "{{secrets.KEY}}" };
        return TestNode.Start(_database, options, new TextLog(log));
    }

    sealed class TextLog(StringBuilder text) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text) text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
        }

        public void Dispose()
        {
        }
    }
}
