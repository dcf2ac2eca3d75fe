namespace Bpm.Model;

/// <summary>
/// How scopes start: a process by its start events, or by what nothing leads to; an embedded subprocess by plain start
/// events only; an event subprocess by exactly one start event with a trigger; an ad-hoc subprocess by none.
/// </summary>
static class StartEventsAreUnambiguous
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        CheckProcess(process, context);
        foreach (var scope in process.Nodes.Where(n => n.Node is SubProcess))
        {
            var starts = process.NodesByScope[scope.Source].Where(n => n.Source.Name == "startEvent").ToList();
            switch (scope.Node)
            {
                case SubProcess { IsTriggeredByEvent: true }:
                    CheckEventSubProcess(scope, starts, process, context);
                    break;
                case AdHocSubProcess:
                    CheckAdHoc(scope, process, context);
                    break;
                default:
                    CheckSubProcess(scope, starts, process, context);
                    break;
            }
        }
    }

    static void CheckProcess(ProcessDraft process, ReadContext context)
    {
        var starts = process.NodesByScope[process.Source].Where(n => n.Source.Name == "startEvent").ToList();
        if (starts.Count == 0)
        {
            CheckImplicit(process.Source, process, context);
        }

        var plain = starts.Where(s => !HasTrigger(s.Source)).ToList();
        foreach (var further in plain.Skip(1).Where(_ => context.Dialect != Dialect.Plain))
        {
            context.Diagnostics.Error("several-start-events", further.Source.Location, further.Id,
                $"Expected one start event without a trigger in “{process.Id}”, but “{plain[0].Id}” is one as well.",
                "Keep one of them, or draw an exclusive gateway behind a single start event.");
        }

        foreach (var start in starts.Where(s => s.Node is StartEvent start && start.Definitions.Any(d => d is ErrorEventDefinition or EscalationEventDefinition or CompensateEventDefinition)))
        {
            context.Diagnostics.Error("start-event-trigger", start.Source.Location, start.Id,
                "Expected a none, message, timer, signal or conditional start event in a process, but this one catches what is thrown inside.",
                "Draw it in an event subprocess.");
        }
    }

    static void CheckImplicit(SourceElement scope, ProcessDraft process, ReadContext context)
    {
        if (scope.Name != "process" && context.Dialect == Dialect.Plain && !process.NodesByScope[scope].Any())
        {
            context.Diagnostics.Warning("empty-subprocess", scope.Location, scope.Id,
                $"Expected something to do in “{scope.Id}”, but it is empty; it completes at once.", "Draw what is done in it, or call another process.");
        }
        else if (!process.NodesByScope[scope].Any(n => n.Node is Activity or Gateway or Event && !process.Incoming[n.Id].Any()))
        {
            context.Diagnostics.Error("missing-start-event", scope.Location, scope.Id,
                $"Expected a start event in “{scope.Id}”, but there is none, and nothing that could begin without one.", "Draw a start event and connect it with the first activity.");
        }
        else if (scope.Name != "process")
        {
            context.Diagnostics.Warning("missing-start-event", scope.Location, scope.Id,
                $"Expected a start event in “{scope.Id}”, but there is none; it begins with everything that no flow leads to.", "Draw a start event and connect it with the first activity.");
        }
        else if (context.Dialect != Dialect.Plain && !process.NodesByScope[scope].Any(n => n.Node is ReceiveTask { Instantiates: true } or EventBasedGateway { Instantiates: true }))
        {
            context.Diagnostics.Error("missing-start-event", scope.Location, scope.Id,
                $"Expected a start event in “{scope.Id}”, but there is none.", "Draw a start event and connect it with the first activity.");
        }
    }

    static void CheckSubProcess(NodeDraft scope, List<NodeDraft> starts, ProcessDraft process, ReadContext context)
    {
        if (starts.Count == 0)
        {
            CheckImplicit(scope.Source, process, context);
        }

        foreach (var triggered in starts.Where(s => HasTrigger(s.Source)))
        {
            context.Diagnostics.Error("start-event-trigger", triggered.Source.Location, triggered.Id,
                "Expected a start event without a trigger in an embedded subprocess, but it has one.",
                "Use a plain start event and an intermediate event behind it, or make it an event subprocess.");
        }

        foreach (var further in starts.Where(s => !HasTrigger(s.Source)).Skip(1).Where(_ => context.Dialect != Dialect.Plain))
        {
            context.Diagnostics.Error("several-start-events", further.Source.Location, further.Id,
                $"Expected one start event in “{scope.Id}”, but “{starts[0].Id}” is one as well.", "Keep one of them.");
        }
    }

    static void CheckEventSubProcess(NodeDraft scope, List<NodeDraft> starts, ProcessDraft process, ReadContext context)
    {
        if (starts.Count != 1 || !HasTrigger(starts[0].Source))
        {
            context.Diagnostics.Error("event-subprocess-start", scope.Source.Location, scope.Id,
                $"Expected exactly one start event with a trigger in the event subprocess “{scope.Id}”, but found {(starts.Count == 1 ? "one without a trigger" : starts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))}.",
                "Draw one start event and give it a message, timer, signal, error, escalation, condition or compensation.");
        }

        foreach (var flow in process.Incoming[scope.Id].Concat(process.Outgoing[scope.Id]))
        {
            context.Diagnostics.Error("event-subprocess-flow", flow.Source.Location, flow.Source.Id,
                $"Expected no flow to or from the event subprocess “{scope.Id}”, which its event starts, but found this one.", "Remove the flow.");
        }

        if (starts is [{ Node: StartEvent { Definition: CompensateEventDefinition } } start] && scope.Source.Parent is { Name: "process" })
        {
            context.Diagnostics.Error("compensation-start", start.Source.Location, start.Id,
                "Expected a compensation event subprocess inside a subprocess, whose work it undoes, but it stands in the process itself.", "Move it into the subprocess.");
        }
    }

    static void CheckAdHoc(NodeDraft scope, ProcessDraft process, ReadContext context)
    {
        foreach (var @event in process.NodesByScope[scope.Source].Where(n => n.Source.Name is "startEvent" or "endEvent"))
        {
            var kind = @event.Source.Name == "startEvent" ? "start" : "end";
            context.Diagnostics.Error($"{kind}-event-in-ad-hoc", @event.Source.Location, @event.Id,
                $"Expected no {kind} event in the ad-hoc subprocess “{scope.Id}”, whose activities people start, but found one.", "Remove it.");
        }
    }

    static bool HasTrigger(SourceElement start) =>
        start.Children.Exists(c => c.IsBpmn && (c.Name.EndsWith("EventDefinition", StringComparison.Ordinal) || c.Name == "eventDefinitionRef"));
}
