using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>The page that says which operations of Camunda 7 are offered is made of the server's own description.</summary>
public sealed partial class SupportPageTests(ProductHost host)
{
    const string Root = "/engine-rest";

    const string Start = """
        # What is offered of Camunda 7's REST API

        Below `/engine-rest`, with the shapes of version 7.24. **Offered**: it does what it does there. Everything else answers 501.
        `/openapi/v1.json` describes each operation with its filters; a filter that is not known there is refused with 400,
        because left out silently it would answer with more than was asked for. What the server has beyond Camunda 7 is at the end.

        What differs:
        * Ids are numbers in a text. The execution and the activity instance of an element are the same; an instance's own execution has its id.
        * There are no tenants: paths with `tenant-id` are not offered, `tenantId` is null, filters by tenant are refused.
        * Variables are numbers, texts, dates, lists and contexts of FEEL: Integer, Long, Double and Json are what a value looks like, not what
          it was sent as. Objects are read and written as Json. A deleted variable is told by the instance's timeline, not by the history of variables.
        * Filters by variables compare the instance's (or the scope's) own variables; who may not read all variables may not filter by them.
        * `POST /task/{id}/complete` completes only one's own task or one that one may take.
        * A delegated task comes back to who had it, or to who delegated it when nobody had it. Assigning it to somebody else, or releasing it, ends
          the delegation; who has it only for a while does not release it.
        * A comment is changed by who said it, and removed by that person or who oversees the task, while its instance runs; the audit trail keeps it.
          An attachment has at most 10 MB, and its data is always a file to be saved.
        * Priorities are from 0 to 100. A task always has a name; without a description of its own it has the model's.
        * The variables of a task may be set by its assignee and by who oversees it; those of executions and instances by operators.
        * `/history/detail` is read from the audit trail of one instance, which has to be named; forms leave variables, not fields.
        * A required decision is told beside the one that was asked; a filter by decision finds those that were asked.
        * Filters find tasks. Without an owner a filter is everybody's, and operators make it; others keep their own. Its expressions are
          `currentUser()`, `currentUserGroups()`, `now()` and `dateTime()` with `plusDays(1)`, `minusHours(2)` and the like.
        * What is deployed and has instances, running or ended, is deleted with `cascade=true` only: it cancels them and deletes their history.
        * Modifications, and start instructions, skip neither listeners nor mappings; [moving tokens](moving-tokens.md) says what they do.
        * Suspending takes a `reason`, too; who is refused because of it learns the reason. Nothing is suspended or activated at a later
          time (`executionDate`). Suspending a process suspends no jobs of instances that go on.
        * Job definitions are told from the models. An id is `version:kind:element`, and what stands before and behind an element is one.
          What people do at deadlines is a job, too (`jobType` `deadline`).
        * Times are counted by the server's clock and are always in UTC.

        This page is generated: `BPM_WRITE_DOCS=1 bash tests/run web` writes it.

        """;

    /// <summary>Why what is not offered is not, by the beginning of the operation; the first that fits counts.</summary>
    static readonly (string Beginning, string Why)[] Reasons =
    [
        ("GET /task/{}/rendered-form", "pages are not rendered for others; read the form instead"), ("GET /process-definition/{}/rendered-form", "pages are not rendered for others; read the form instead"),
        ("GET /process-definition/key/{}/rendered-form", "pages are not rendered for others; read the form instead"),
        ("POST /task/create", "every task belongs to a process instance"), ("DELETE /task/{}", "every task belongs to a process instance"),
        ("POST /process-instance", "there are no batches"), ("POST /process-definition/{}/restart", "ended instances stay ended"),
        ("PUT /process-definition", "models are changed by deploying them"), ("POST /deployment/{}/redeploy", "deploy the files again"),
        ("POST /execution/{}/create-incident", "incidents come from failures"), ("PUT /external-task/{}/priority", "priorities come from the model"),
        ("POST /external-task/retries-async", "there are no batches"), ("DELETE /job", "jobs go with their element"),
        ("POST /job/retries", "there are no batches"), ("DELETE /history/batch", "there are no batches"),
        ("DELETE /history", "an instance's history goes as a whole: its audit trail would tell something else than what is left"),
        ("OPTIONS", "what a caller may do is told when it is tried"),
        ("GET /deployment/registered", "definitions are loaded when they are needed"), ("GET /metrics", "only sums are counted"), ("DELETE /metrics", "only sums are counted"),
        ("GET /process-definition/{}/static-called", "what is called may be computed; see the XML"),
        ("GET /history/batch", "there are no batches"), ("POST /history/batch", "there are no batches"), ("GET /history/cleanup", "nothing is deleted by itself"),
        ("POST /history/cleanup", "nothing is deleted by itself"), ("GET /history/identity-link-log", "see the user operations"),
        ("POST /history/process-instance/delete", "there are no batches"), ("POST /history/process-instance/", "nothing is deleted by itself"),
        ("POST /history/decision-instance/delete", "there are no batches"), ("POST /history/decision-instance/", "nothing is deleted by itself"), ("PUT /decision-definition", "models are changed by deploying them"),
    ];

    [Fact]
    public async Task The_page_of_Camunda_7_is_up_to_date_with_the_endpoints()
    {
        var page = Page(await Offered());
        var path = Path.Combine(Repository, ".docs", "engine-rest.md");
        if (Environment.GetEnvironmentVariable("BPM_WRITE_DOCS") is "1") await File.WriteAllTextAsync(path, page);

        Assert.True(File.Exists(path) && (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n") == page,
            "Expected .docs/engine-rest.md to say what the endpoints say: run BPM_WRITE_DOCS=1 bash tests/run web.");
    }

    [Fact]
    public async Task What_is_not_offered_says_so()
    {
        var offered = (await Offered()).Select(o => Plain(o.Name)).ToHashSet();
        var missing = Known.Select(k => k.Operation).Where(o => !offered.Contains(Plain(o))).ToList();

        foreach (var operation in missing)
        {
            var parts = operation.Split(' ');
            using var request = new HttpRequestMessage(new HttpMethod(parts[0]), Root + Parameter().Replace(parts[1], "1"));
            using var response = await host.As("demo").SendAsync(request);
            Assert.True((int)response.StatusCode == 501, $"{operation}: {(int)response.StatusCode}");
            Assert.Equal("NotSupportedException", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"]);
        }
    }

    static IReadOnlyList<(string Group, string Operation)> Known { get; } =
        [.. File.ReadLines(Path.Combine(Repository, "tests/Bpm.Web.Tests/Api/Camunda7Operations.txt")).Select(l => l.Split(' ', 2)).Select(l => (l[0], l[1]))];

    async Task<IReadOnlyList<(string Name, string Summary)>> Offered()
    {
        using var client = host.Client();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        return [.. document["paths"]!.AsObject().Where(p => p.Key.StartsWith(Root + "/", StringComparison.Ordinal))
            .SelectMany(p => p.Value!.AsObject().Where(o => o.Key is "get" or "post" or "put" or "delete")
                .Select(o => ($"{o.Key.ToUpperInvariant()} {p.Key[Root.Length..]}", (string?)o.Value!["summary"] ?? "")))];
    }

    static string Page(IReadOnlyList<(string Name, string Summary)> offered)
    {
        var page = new StringBuilder(Start.ReplaceLineEndings("\n"));
        var summaries = offered.ToDictionary(o => Plain(o.Name), o => o.Summary);
        foreach (var group in Known.GroupBy(k => k.Group))
        {
            var (have, lack) = (group.Where(o => summaries.ContainsKey(Plain(o.Operation))).ToList(), group.Where(o => !summaries.ContainsKey(Plain(o.Operation))).ToList());
            page.Append($"\n## {group.Key}\n\n{have.Count} of {group.Count()} operations.\n");
            if (have.Count > 0) page.Append("\n| offered | |\n| --- | --- |\n");
            foreach (var (_, operation) in have) page.Append($"| `{operation}` | {summaries[Plain(operation)]} |\n");
            if (lack.Count > 0) page.Append(have.Count == 0 ? "\nNothing of it is offered.\n" : "\n| not offered | because |\n| --- | --- |\n");
            if (have.Count > 0)
                foreach (var (_, operation) in lack) page.Append($"| `{operation}` | {Why(Plain(operation))} |\n");
        }
        var known = Known.Select(k => Plain(k.Operation)).ToHashSet();
        page.Append("\n## beyond Camunda 7\n\n| offered | |\n| --- | --- |\n");
        foreach (var (name, summary) in offered.Where(o => !known.Contains(Plain(o.Name)))) page.Append($"| `{name}` | {summary} |\n");
        return page.ToString();
    }

    static string Why(string operation) =>
        operation.Contains("/tenant-id/", StringComparison.Ordinal) ? "there are no tenants"
        : Array.Find(Reasons, r => operation.StartsWith(r.Beginning, StringComparison.Ordinal)).Why ?? "not offered yet";

    /// <summary>The names of parameters say nothing.</summary>
    static string Plain(string operation) => Parameter().Replace(operation, "{}");

    static string Repository => typeof(ProductHost).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(a => a.Key == "BpmRoot").Value!;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
