using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Administration;
using Bpm.Web.Escalations;
using Bpm.Web.Inbox;
using Bpm.Web.Instances;
using Bpm.Web.Messages;
using Bpm.Web.Processes;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Tests.Injection;

/// <summary>Markup in names, keys, variables, comments and reasons is shown as the text it is, on every page.</summary>
public sealed class PageTests : IAsyncLifetime
{
    /// <summary>Pages that show nothing that somebody else has written.</summary>
    static readonly string[] WithoutData = ["SignInPage", "ChangePasswordPage", "NotAllowedPage", "NotFoundPage", "ErrorPage", "TryPage"];

    /// <summary>Pages of uploaded decisions: ParserCallTests shows that they write no markup of their own either.</summary>
    static readonly string[] OfDecisions = ["DecisionsPage", "DecisionPage"];

    /// <summary>Answered to plain requests: PublicFormTests shows the same of it.</summary>
    static readonly string[] WithoutCircuit = ["PublicFormPage"];

    /// <summary>What the markup would become if it were one.</summary>
    const string Alive = "script, iframe, [onerror], [onload], [onfocus], [autofocus='alert(1)'], a[href^='javascript'], b";

    static readonly string Text = string.Concat(Payloads.Markup.Where(p => p is not ("]]>" or "<!--"))) + "${7919*7907}";

    Office _office = default!;
    long _task;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        var name = System.Security.SecurityElement.Escape(Text);
        var xml = SmallProcesses.UserTask("marked").Replace("name=\"Order\"", $"name=\"{name}\"", StringComparison.Ordinal)
            .Replace("name=\"Approve\"", $"name=\"{name}\"", StringComparison.Ordinal).Replace("Look at it.", name, StringComparison.Ordinal);
        var (demo, carl) = (await _office.Actor("demo"), await _office.Actor("carl"));
        var deployed = await _office.Engine.Deploy(demo, new DeploymentRequest(Text, Text, [new DeploymentFile("marked.bpmn", Encoding.UTF8.GetBytes(xml))]), Ct);
        Assert.True(deployed.IsDone, string.Join("; ", deployed.Value?.Diagnostics.Select(d => d.Message) ?? []));
        var started = await _office.Engine.Start(carl, StartRequest.Process("marked", VariableSet.Of(("text", new FeelString(Text)), (Text[..150], new FeelString(Text))), Text[..200]), Ct);
        Assert.True(started.IsDone, started.Rejection?.Message);
        _task = Assert.Single(await _office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = started.Value!.Key }, Slice.All, Ct)).TaskKey;
        foreach (var reply in (Reply[])
            [
                await _office.Engine.Claim(demo, _task, Ct), await _office.Engine.Comment(demo, _task, Text, Ct), await _office.Engine.Escalate(demo, _task, Text, Ct),
                new((await _office.Engine.PublishMessage(carl, new(Text[..150], VariableSet.Of(("text", new FeelString(Text)))) { CorrelationKey = Text[..150], TimeToLive = TimeSpan.FromHours(1) }, Ct)).Rejection),
                await _office.Get<PeopleAdministration>().AddGroup(demo, "marked", Text[..190], null, Ct),
                new((await _office.Get<PeopleAdministration>().AddUser(demo, "marked", new(Text[..190], null, new HashSet<Role> { Role.Staff }, null), Ct)).Rejection),
            ])
            Assert.True(reply.IsDone, reply.Rejection?.Message);
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Markup_stays_text_on_every_page()
    {
        var pages = new Dictionary<Type, Dictionary<string, object>>
        {
            [typeof(InboxPage)] = new() { ["TaskKey"] = _task },
            [typeof(InstancePage)] = new() { ["Key"] = InstanceKey.Of(_task) },
            [typeof(InstancesPage)] = [],
            [typeof(ProcessesPage)] = [],
            [typeof(ProcessPage)] = new() { ["ProcessId"] = "marked" },
            [typeof(StartPage)] = new() { ["ProcessId"] = "marked" },
            [typeof(EscalationsPage)] = [],
            [typeof(PeoplePage)] = [],
            [typeof(MessagesPage)] = [],
        };
        var routed = typeof(InboxPage).Assembly.GetTypes().Where(t => t.IsDefined(typeof(RouteAttribute), inherit: false)).Select(t => t.Name).Except([.. WithoutData, .. OfDecisions, .. WithoutCircuit]);
        Assert.Equal(routed.Order(StringComparer.Ordinal), pages.Keys.Select(p => p.Name).Order(StringComparer.Ordinal));

        foreach (var (type, parameters) in pages)
        {
            // The escalation went to the manager; everybody may look into the rest as demo.
            await using var desk = _office.ProcessDeskOf(type == typeof(EscalationsPage) ? "mark" : "demo");
            var page = desk.Render<DynamicComponent>(p => p.Add(d => d.Type, type).Add(d => d.Parameters, parameters));

            page.WaitForAssertion(() => Assert.Contains(Text[..60], page.Nodes.Aggregate("", (all, node) => all + node.TextContent), StringComparison.Ordinal));
            Assert.Empty(page.FindAll(Alive));
            Assert.DoesNotContain(Payloads.Computed, page.Markup, StringComparison.Ordinal);
        }
    }

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
