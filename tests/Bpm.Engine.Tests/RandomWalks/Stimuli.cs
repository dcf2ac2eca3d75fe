using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine.Tests.RandomWalks;

/// <summary>Everything that could be done to an instance now.</summary>
static class Stimuli
{
    public static List<Command> For(ProcessDefinition definition, ProcessInstance instance, DateTimeOffset now, Random random)
    {
        var choice = VariableSet.Of(("choice", new FeelNumber(random.Next(3))));
        List<Command> all = [];
        foreach (var task in instance.UserTasks.Keys.Order())
        {
            all.Add(new CompleteUserTask(task, random.Next(2) == 0 ? choice : VariableSet.Empty) { At = now });
            all.Add(new CompleteUserTask(task, VariableSet.Empty) { At = now });
            if (random.Next(8) == 0) all.Add(new ThrowTaskError(task, "E", null, VariableSet.Empty) { At = now });
            if (random.Next(8) == 0) all.Add(new ThrowTaskEscalation(task, "X", VariableSet.Empty) { At = now });
        }
        foreach (var job in instance.Jobs.Values)
        {
            // Every other one is a connector's, whose answer is kept while the instance is suspended.
            var hasHappened = job.Key % 2 == 0;
            all.Add(job.Kind == JobKind.External ? new CompleteJob(job.Key, choice) { At = now, HasHappened = hasHappened } : new ExecuteJob(job.Key) { At = now });
            if (job.Kind == JobKind.External && random.Next(4) == 0) all.Add(new ThrowJobError(job.Key, "E", null, VariableSet.Empty) { At = now, HasHappened = hasHappened });
            if (random.Next(8) == 0) all.Add(new FailJob(job.Key, "failed", random.Next(2), null) { At = now });
        }
        foreach (var subscription in instance.Subscriptions.Values)
        {
            if (subscription.Kind == SubscriptionKind.Message) all.Add(new DeliverMessage(subscription.Key, VariableSet.Empty) { At = now });
            if (subscription.Kind == SubscriptionKind.Signal) all.Add(new DeliverSignal(subscription.Name, VariableSet.Empty) { At = now });
            if (subscription.Kind == SubscriptionKind.Condition) all.Add(new SetVariables(instance.Key, choice) { At = now });
        }
        // An error that nobody catches is an incident again: most steps are better spent elsewhere.
        foreach (var incident in instance.Incidents.Values.Where(_ => random.Next(5) == 0)) all.Add(new ResolveIncident(incident.Key) { At = now });
        foreach (var element in instance.Elements.Values.Where(e => e is { State: ElementState.Active, Role: not ElementRole.Loop }))
        {
            switch (definition.Nodes[element.ElementId])
            {
                case CallActivity:
                    all.Add(new AnswerCall(element.Key, CallAnswer.Completed, null, null, choice) { At = now });
                    all.Add(new AnswerCall(element.Key, random.Next(2) == 0 ? CallAnswer.Error : CallAnswer.Escalation, random.Next(2) == 0 ? "E" : "X", null, VariableSet.Empty) { At = now });
                    break;
                case AdHocSubProcess adHoc:
                    foreach (var inside in definition.Nodes.Values.Where(n => n.ScopeId == adHoc.Id)) all.Add(new StartAdHocActivity(element.Key, inside.Id, VariableSet.Empty) { At = now });
                    all.Add(new CompleteAdHocSubProcess(element.Key) { At = now });
                    break;
            }
        }
        if (instance.Suspension is not null) all.AddRange(Enumerable.Repeat(new ActivateProcessInstance { At = now }, all.Count + 1));
        else if (random.Next(8) == 0) all.Add(new SuspendProcessInstance("for a while") { At = now });
        if (random.Next(4) == 0) all.Add(new ModifyProcessInstance([.. Modifications(definition, instance, random)]) { At = now });
        return all;
    }

    /// <summary>Mostly moves something; often one that is refused.</summary>
    static IEnumerable<Modification> Modifications(ProcessDefinition definition, ProcessInstance instance, Random random)
    {
        var elements = instance.Elements.Keys.Order().ToArray();
        var nodes = definition.Nodes.Keys.Order(StringComparer.Ordinal).ToArray();
        var flows = definition.Flows.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var i = random.Next(3); i >= 0; i--)
        {
            yield return random.Next(6) switch
            {
                0 or 1 when elements.Length > 0 => new CancelElement(elements[random.Next(elements.Length)]),
                2 => new CancelAll(nodes[random.Next(nodes.Length)]),
                3 when flows.Length > 0 => new TakeFlow(flows[random.Next(flows.Length)]),
                _ => new StartBefore(nodes[random.Next(nodes.Length)])
                {
                    AncestorKey = random.Next(3) == 0 ? elements.Append(instance.Key).ElementAt(random.Next(elements.Length + 1)) : null,
                    Variables = [new StartVariables(VariableSet.Of(("choice", new FeelNumber(random.Next(3)))), VariablePlace.Local)],
                },
            };
        }
    }
}
