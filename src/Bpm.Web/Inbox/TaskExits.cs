using Bpm.Model;

namespace Bpm.Web.Inbox;

/// <summary>
/// The ways by which a person may leave a task, or call for help from it, other than by completing it: the errors and
/// escalations that the model catches on the task or around it. What nobody catches is not offered.
/// </summary>
static class TaskExits
{
    public static IReadOnlyList<TaskExit> Of(ProcessDefinition definition, string elementId)
    {
        List<TaskExit> exits = [];
        for (var node = definition.Nodes.GetValueOrDefault(elementId); node is not null; node = definition.Nodes.GetValueOrDefault(node.ScopeId))
        {
            exits.AddRange(definition.BoundaryEvents(node.Id).SelectMany(b => In(b, b.IsInterrupting)));
            var beside = definition.EventSubProcesses(node.ScopeId).Where(s => s.Id != node.Id).SelectMany(s => definition.StartEvents(s.Id));
            exits.AddRange(beside.SelectMany(s => In(s, s.IsInterrupting)));
        }
        // The nearest one catches: a further one of the same code is never reached.
        return [.. exits.DistinctBy(e => (e.Kind, e.Code))];
    }

    static IEnumerable<TaskExit> In(Event caught, bool isInterrupting) => caught.Definitions.Select(d => d switch
    {
        ErrorEventDefinition error => new TaskExit(TaskExitKind.Error, error.Code, NameOf(caught, error.Code, "Something went wrong"), EndsTask: true),
        EscalationEventDefinition escalation => new TaskExit(TaskExitKind.Escalation, escalation.Code, NameOf(caught, escalation.Code, "Call for help"), isInterrupting),
        _ => null,
    }).OfType<TaskExit>();

    static string NameOf(Event caught, string? code, string otherwise) =>
        !string.IsNullOrWhiteSpace(caught.Name) ? caught.Name : string.IsNullOrWhiteSpace(code) ? otherwise : code;
}

public enum TaskExitKind { Error, Escalation }

/// <summary>An error or escalation that the model catches.</summary>
/// <param name="Code">Null where every one is caught.</param>
/// <param name="EndsTask">Whether the task ends as it is caught.</param>
public sealed record TaskExit(TaskExitKind Kind, string? Code, string Name, bool EndsTask);
