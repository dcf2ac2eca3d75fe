using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// A boundary event catches (BPMN 2.0.2, 13.5.3): an interrupting one ends its activity first, a non-interrupting one
/// leaves it active; then the token goes out of the event.
/// </summary>
static class BoundaryTrigger
{
    public static void Catch(Execution execution, ElementInstance activity, BoundaryEvent boundary, params ReadOnlySpan<(string? Name, string? Value)> variables)
    {
        if (boundary.IsInterrupting) execution.Terminate(activity);
        foreach (var (name, value) in variables)
            if (name is not null)
                VariableMappings.AssignOutward(execution, activity.ScopeKey, name, value is null ? FeelNull.Instance : new FeelString(value));
        execution.Enter(boundary, activity.ScopeKey, []);
    }

    /// <summary>
    /// Looks outward from an activity for the boundary event that catches: on the activity itself, then on every scope
    /// around it. On one activity an event with the very code goes before one without a code.
    /// </summary>
    public static (ElementInstance Activity, BoundaryEvent Boundary)? Find(Execution execution, ElementInstance from, Func<EventDefinition?, int> match)
    {
        var instance = execution.Instance;
        for (var activity = from; ; activity = instance.Elements[activity.ScopeKey])
        {
            var best = execution.Definition.BoundaryEvents(activity.ElementId)
                .Select(b => (Boundary: b, Rank: match(b.Definition)))
                .Where(c => c.Rank > 0)
                .OrderByDescending(c => c.Rank)
                .FirstOrDefault();
            if (best.Boundary is not null) return (activity, best.Boundary);
            if (activity.ScopeKey == instance.Key) return null;
        }
    }
}
