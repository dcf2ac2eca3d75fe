using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Shipped;

/// <summary>
/// A story as people would tell it, played over REST against the started product. One line is one step:
/// <c>carl starts refund {…}</c>, <c>anna does checkDocument {…}</c>, <c>… document=passport {…}</c> for one of several, <c>dora sends kyc-document {…}</c>,
/// <c>P30D pass</c>, <c>open checkDocument requestDocument</c>, <c>incident at payByBank</c>, <c>ends at accepted</c>.
/// </summary>
sealed class Story(ProductHost product)
{
    string _instance = "";
    string? _businessKey;

    public static string Folder => Path.Combine(
        typeof(Story).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BpmRoot").Value!, "processes");

    HttpClient Operator => product.As("demo");

    public async Task Play(string script)
    {
        foreach (var line in script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await Step(line);
            // What has fallen due meanwhile is done before the next line, as on a machine that had the time.
            await Pass("PT0S");
        }
    }

    public async Task<DateTimeOffset> Now() => DateTimeOffset.Parse((string)JsonNode.Parse(await Operator.GetStringAsync("/api/test/clock"))!["now"]!, CultureInfo.InvariantCulture);

    /// <summary>A shipped file with another text in it, deployed by itself.</summary>
    public async Task Deploy(string file, string before = "", string after = "")
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var deployed = await product.As("mia").Deploy("settings", (file, Encoding.UTF8.GetBytes(before.Length == 0 ? text : text.Replace(before, after, StringComparison.Ordinal))));
        Assert.True(deployed.Response.IsSuccessStatusCode, deployed.Text);
    }

    async Task Step(string line)
    {
        var brace = line.IndexOf('{', StringComparison.Ordinal);
        var json = brace >= 0 ? JsonNode.Parse(line[brace..])!.AsObject() : [];
        var words = (brace >= 0 ? line[..brace] : line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case [var user, "starts", var process]: await Start(user, process, json); break;
            case [var user, "does", var element, .. var which]: await Do(user, await Task(line, element, which), json); break;
            case [var user, "sends", var message]: await Send(user, message, json); break;
            case [var duration, "pass"]: await Pass(duration); break;
            case ["open", .. var elements]: Assert.Equal((line, string.Join(' ', elements)), (line, await Open())); break;
            case ["incident", "at", var element]: Assert.Contains((await List($"/incident?processInstanceId={_instance}")).Select(i => (string?)i["activityId"]), id => id == element); break;
            case ["ends", "at", var element]: await EndsAt(element); break;
            default: Assert.Fail($"Expected a step of a story, but found: {line}"); break;
        }
    }

    async Task Start(string user, string process, JsonObject variables)
    {
        var started = await product.As(user).Post($"/process-definition/key/{process}/start", new { variables = Typed(variables) });
        Assert.True(started.Response.IsSuccessStatusCode, started.Text);
        (_instance, _businessKey) = ((string)started.Json["id"]!, (string?)started.Json["businessKey"]);
    }

    async Task Do(string user, string task, JsonObject answers)
    {
        var claimed = await product.As(user).Post($"/task/{task}/claim", new { userId = user });
        Assert.True(claimed.Response.IsSuccessStatusCode, claimed.Text);
        var done = await product.As(user).Post($"/task/{task}/complete", new { variables = Typed(answers) });
        Assert.True(done.Response.IsSuccessStatusCode, done.Text);
    }

    async Task Send(string user, string message, JsonObject localKeys)
    {
        var sent = await product.As(user).Post("/message", new { messageName = message, businessKey = _businessKey, localCorrelationKeys = Typed(localKeys) });
        Assert.True(sent.Response.IsSuccessStatusCode, sent.Text);
    }

    async Task Pass(string duration)
    {
        var moved = await Operator.PostAsync("/api/test/clock", new StringContent($$"""{"advance":"{{duration}}"}""", Encoding.UTF8, "application/json"));
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
    }

    async Task EndsAt(string element)
    {
        Assert.Equal("", await Open());
        var ended = (await Operator.Get($"/history/process-instance/{_instance}")).Json;
        Assert.Equal("COMPLETED", (string?)ended["state"]);
        Assert.NotEmpty(await List($"/history/activity-instance?processInstanceId={_instance}&activityId={element}"));
    }

    async Task<string> Task(string line, string element, string[] which)
    {
        var tasks = (await List($"/task?processInstanceId={_instance}")).Where(t => (string?)t["taskDefinitionKey"] == element).Select(t => (string)t["id"]!).ToList();
        if (which is [var wanted] && wanted.Split('=') is [var name, var value])
        {
            List<string> fitting = [];
            foreach (var task in tasks)
                if ((string?)(await Operator.Get($"/task/{task}/variables")).Json[name]?["value"] == value) fitting.Add(task);
            tasks = fitting;
        }
        Assert.True(tasks.Count == 1, $"Expected one task for: {line}, but found {tasks.Count}; open: {await Open()}");
        return tasks[0];
    }

    async Task<string> Open() => string.Join(' ', (await List($"/task?processInstanceId={_instance}")).Select(t => (string)t["taskDefinitionKey"]!).Order(StringComparer.Ordinal));

    async Task<IEnumerable<JsonNode>> List(string path) => (await Operator.Get(path)).Json.AsArray().Select(n => n!);

    static JsonObject Typed(JsonObject values) => new(values.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, new JsonObject { ["value"] = v.Value?.DeepClone() })));
}
