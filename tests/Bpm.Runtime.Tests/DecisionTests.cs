using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class DecisionTests : IDisposable
{
    static readonly FeelNumber One = new(1), Two = new(2);

    readonly TestDatabase _database = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_asks_the_decision_that_was_deployed_with_it()
    {
        await using var node = await TestNode.Start(_database);
        var deployed = await node.Deploy(Rules.File("p.bpmn", Rules.Asks("limits")), Rules.File("d.dmn", Rules.Expression("limits", "amount + 1")));
        Assert.Equal(("limits", "Decision limits", 1, "d.dmn", true), (deployed.Decisions[0].DecisionId, deployed.Decisions[0].Name, deployed.Decisions[0].Version, deployed.Decisions[0].ResourceName, deployed.Decisions[0].IsNew));
        Assert.DoesNotContain(deployed.Diagnostics, d => d.Code == "decision-not-deployed");

        var instance = await node.StartProcess("test", ("amount", One));

        Assert.Equal(Two, await node.Result(instance.Key));
        var evaluation = Assert.Single(await node.Get<DecisionEvaluations>().OfInstance(instance.Key, Ct));
        Assert.Equal(("limits", deployed.Decisions[0].Key, "ask", Two), (evaluation.DecisionId, evaluation.DecisionKey, evaluation.ElementId, evaluation.Result));
    }

    [Fact]
    public async Task A_decision_that_nobody_has_deployed_is_a_warning_then_an_incident_and_deploying_it_mends_it()
    {
        await using var node = await TestNode.Start(_database);
        var deployed = await node.Deploy(Rules.File("p.bpmn", Rules.Asks("limits")));
        var warning = Assert.Single(deployed.Diagnostics, d => d.Code == "decision-not-deployed");
        Assert.Equal((Severity.Warning, "p.bpmn", "ask"), (warning.Severity, warning.File, warning.ElementId));

        var instance = await node.StartProcess();
        var incident = Assert.Single(await node.Get<Incidents>().List(new IncidentQuery { InstanceKey = instance.Key }, Slice.All, Ct));
        Assert.Equal("decision", incident.Kind);
        await node.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "2")));
        Assert.True((await node.Engine.ResolveIncident(await node.Actor("demo"), incident.IncidentKey, Ct)).IsDone);

        Assert.Equal(Two, await node.Result(instance.Key));
        await node.OpenTask(instance.Key);
    }

    [Fact]
    public async Task A_decision_bound_by_deployment_must_be_deployed_with_the_process()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "1")));
        var process = Rules.File("p.bpmn", Rules.Asks("limits", "camunda:decisionRefBinding=\"deployment\""));

        var check = await node.Engine.Check([process], Ct);

        Assert.Equal((Severity.Error, "ask"), check.Diagnostics.Where(d => d.Code == "decision-not-deployed").Select(d => (d.Severity, d.ElementId)).Single());
    }

    [Fact]
    public async Task A_decision_bound_by_deployment_stays_the_one_that_was_deployed_with_the_process()
    {
        await using var node = await TestNode.Start(_database);
        var process = Rules.File("p.bpmn", Rules.Asks("limits", "camunda:decisionRefBinding=\"deployment\""));
        await node.Deploy(process, Rules.File("d.dmn", Rules.Expression("limits", "1")));
        await node.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "5")));
        Assert.Equal(One, await node.Result((await node.StartProcess()).Key));

        var again = await node.Deploy(process, Rules.File("d.dmn", Rules.Expression("limits", "2")));

        Assert.Equal(2, again.Definitions[0].Version);
        Assert.Equal(Two, await node.Result((await node.StartProcess()).Key));
    }

    [Fact]
    public async Task Versions_and_tags_choose_among_what_was_deployed()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "1", "camunda:versionTag=\"spring\"")));
        await node.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "2")));

        await node.Deploy(Rules.File("p.bpmn", Rules.Asks("limits", "camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"spring\"")));
        Assert.Equal(One, await node.Result((await node.StartProcess()).Key));
        await node.Deploy(Rules.File("p.bpmn", Rules.Asks("limits", "camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"2\"")));
        Assert.Equal(Two, await node.Result((await node.StartProcess()).Key));
    }

    [Fact]
    public async Task A_first_version_that_is_deployed_with_its_process_is_not_warned_of()
    {
        await using var node = await TestNode.Start(_database);
        var process = Rules.File("p.bpmn", Rules.Asks("limits", "camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"1\""));

        var deployed = await node.Deploy(process, Rules.File("d.dmn", Rules.Expression("limits", "2")));

        Assert.DoesNotContain(deployed.Diagnostics, d => d.Code == "decision-not-deployed");
        Assert.Equal(Two, await node.Result((await node.StartProcess()).Key));
    }

    [Fact]
    public async Task A_decision_that_an_expression_names_is_fetched_while_the_process_runs()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(
            Rules.File("p.bpmn", Rules.Asks("${which}", before: "<userTask id=\"before\" name=\"Before\" camunda:assignee=\"anna\"/>")),
            Rules.File("d.dmn", Rules.Expression("limits", "2")));
        var instance = await node.StartProcess("test", ("which", new FeelString("limits")));
        var task = await node.OpenTask(instance.Key);

        Assert.True((await node.Engine.Complete(await node.Actor("anna"), task.TaskKey, VariableSet.Empty, Ct)).IsDone);

        Assert.Equal(Two, await node.Result(instance.Key));
        Assert.Single(await node.Get<DecisionEvaluations>().OfInstance(instance.Key, Ct));
        Assert.Equal("check", (await node.OpenTask(instance.Key)).ElementId);
    }

    [Fact]
    public async Task What_another_node_deploys_counts_within_a_second()
    {
        await using var here = await TestNode.Start(_database);
        await using var there = await TestNode.Start(_database);
        await here.Deploy(Rules.File("p.bpmn", Rules.Asks("limits")), Rules.File("d.dmn", Rules.Expression("limits", "1")));
        Assert.Equal(One, await here.Result((await here.StartProcess()).Key));

        await there.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "2")));
        _database.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Two, await here.Result((await here.StartProcess()).Key));
    }

    [Fact]
    public async Task A_decision_that_was_missing_counts_as_soon_as_another_node_deploys_it()
    {
        await using var here = await TestNode.Start(_database);
        await using var there = await TestNode.Start(_database);
        var mia = await here.Actor("mia");
        Assert.Equal(RejectionKind.NotFound, (await here.Engine.EvaluateDecision(mia, "limits", VariableSet.Empty, Ct)).Rejection!.Kind);

        await there.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "2")));

        Assert.Equal(Two, (await here.Engine.EvaluateDecision(mia, "limits", VariableSet.Empty, Ct)).Value!.Answer.Value);
    }

    [Fact]
    public async Task The_same_decision_in_two_files_keeps_both_out()
    {
        await using var node = await TestNode.Start(_database);

        var check = await node.Engine.Check([Rules.File("a.dmn", Rules.Expression("limits", "1")), Rules.File("b.dmn", Rules.Expression("limits", "2"))], Ct);

        Assert.Contains(check.Diagnostics, d => d.Code == "decision-twice");
    }

    [Fact]
    public async Task A_decision_is_evaluated_by_itself_and_the_audit_says_who_did()
    {
        await using var node = await TestNode.Start(_database);
        var key = (await node.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "amount + 1")))).Decisions[0].Key;
        var mia = await node.Actor("mia");

        var reply = await node.Engine.EvaluateDecision(mia, "limits", VariableSet.Of(("amount", One)), Ct);
        var byKey = await node.Engine.EvaluateDecision(mia, key, VariableSet.Of(("amount", One)), Ct);

        Assert.Equal((Two, null), (reply.Value!.Answer.Value, reply.Value.Answer.Problem));
        Assert.Equal(Two, byKey.Value!.Answer.Value);
        Assert.Equal(RejectionKind.NotFound, (await node.Engine.EvaluateDecision(mia, "other", VariableSet.Empty, Ct)).Rejection!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.EvaluateDecision(await node.Actor("anna"), "limits", VariableSet.Empty, Ct)).Rejection!.Kind);
        await using var connection = await node.Database.Open(Ct);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM audit WHERE action = 'EvaluateDecision' AND actor = 'mia' AND detail LIKE '%limits%'";
        Assert.Equal(2L, await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task A_decision_that_lacks_a_variable_says_which_and_where()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Rules.File("d.dmn", Rules.Expression("limits", "amuont + 1")));

        var answer = (await node.Engine.EvaluateDecision(await node.Actor("mia"), "limits", VariableSet.Of(("amount", One)), Ct)).Value!.Answer;

        Assert.NotNull(answer.Problem);
        Assert.Contains(answer.Reasons, r => r.Contains("»amuont« + 1", StringComparison.Ordinal));
    }

    public void Dispose() => _database.Dispose();
}
