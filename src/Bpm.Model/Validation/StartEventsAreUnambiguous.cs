namespace Bpm.Model;

/// <summary>A process has a start event and at most one without a trigger; an embedded subprocess has exactly one, without a trigger.</summary>
static class StartEventsAreUnambiguous
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        CheckScope(process.Source, process, context);
        foreach (var scope in process.Nodes.Where(n => n.Node is SubProcess))
        {
            CheckScope(scope.Source, process, context);
        }
    }

    static void CheckScope(SourceElement scope, ProcessDraft process, ReadContext context)
    {
        var starts = process.NodesByScope[scope].Where(n => n.Source.Name == "startEvent").ToList();
        var isSubProcess = scope.Name == "subProcess";
        if (starts.Count == 0)
        {
            context.Diagnostics.Error("missing-start-event", scope.Location, scope.Id,
                $"Expected a start event in “{scope.Id}”, but there is none.", "Draw a start event and connect it with the first activity.");
        }

        var plain = starts.Where(s => !HasTrigger(s.Source)).ToList();
        foreach (var further in plain.Skip(1))
        {
            context.Diagnostics.Error("several-start-events", further.Source.Location, further.Id,
                $"Expected one start event without a trigger in “{scope.Id}”, but “{plain[0].Id}” is one as well.",
                "Keep one of them, or draw an exclusive gateway behind a single start event.");
        }

        foreach (var triggered in starts.Where(s => isSubProcess && HasTrigger(s.Source) && !scope.Is("triggeredByEvent", otherwise: false)))
        {
            context.Diagnostics.Error("start-event-trigger", triggered.Source.Location, triggered.Id,
                "Expected a start event without a trigger in an embedded subprocess, but it has one.",
                "Use a plain start event and an intermediate event behind it.");
        }
    }

    static bool HasTrigger(SourceElement start) =>
        start.Children.Exists(c => c.IsBpmn && (c.Name.EndsWith("EventDefinition", StringComparison.Ordinal) || c.Name == "eventDefinitionRef"));
}
