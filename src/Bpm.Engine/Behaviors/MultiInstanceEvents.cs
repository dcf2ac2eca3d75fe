using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Events that a multi-instance activity throws as its instances complete (BPMN 2.0.2, table 10.30): for each one
/// (None), for the first one (One), where a condition holds (Complex), or never (All). The events on the activity's own
/// edge can catch them.
/// </summary>
static class MultiInstanceEvents
{
    /// <summary>False when a catch has ended the loop.</summary>
    public static bool Throw(Execution execution, ElementInstance loop, MultiInstance multi)
    {
        switch (multi.Behavior)
        {
            case MultiInstanceBehavior.None when multi.Throws is { } each:
                Throw(execution, loop, each);
                break;
            case MultiInstanceBehavior.One when multi.Throws is { } first && loop.Loop!.Completed == 1:
                Throw(execution, loop, first);
                break;
            case MultiInstanceBehavior.Complex:
                foreach (var complex in multi.ComplexBehaviors)
                {
                    if (!execution.Instance.Elements.ContainsKey(loop.Key)) return false;
                    if (Conditions.Ask(execution, complex.Condition, loop.Key, "the condition of a multi-instance event", out var holds) is { } problem)
                        execution.RaiseIncident(loop, IncidentKind.Expression, problem);
                    else if (holds) Throw(execution, loop, complex.Throws);
                }
                break;
        }
        return execution.Instance.Elements.ContainsKey(loop.Key);
    }

    static void Throw(Execution execution, ElementInstance loop, EventDefinition definition)
    {
        if (EventThrower.Throw(execution, loop, definition) is { } problem) execution.RaiseIncident(loop, IncidentKind.Expression, problem);
    }
}
