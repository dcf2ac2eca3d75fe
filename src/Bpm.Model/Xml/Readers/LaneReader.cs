using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Lanes say who does the work where the process asks for it: with its property <c>lanes</c> = <c>candidateGroups</c>, a user task that
/// names nobody is offered to the group called like the innermost lane that it is drawn in.
/// </summary>
static class LaneReader
{
    const string Property = "lanes";
    const string CandidateGroups = "candidateGroups";

    /// <summary>The lane's group, or null where the process does not ask for it or the task lies in no named lane.</summary>
    public static FeelExpression? Group(SourceElement task, ReadContext context)
    {
        for (var element = task; element.Parent is { } scope; element = scope)
        {
            if (scope is { IsBpmn: true, Name: "process" })
            {
                return Asks(scope, context) && LaneOf(element.Id, scope)?["name"]?.Trim() is { Length: > 0 } name
                    ? FeelExpression.Constant(new FeelList([new FeelString(name)]), name)
                    : null;
            }
        }

        return null;
    }

    /// <summary>A value that means nothing is reported once, on the process.</summary>
    public static void Check(SourceElement process, ReadContext context)
    {
        foreach (var property in context.Extensions.Properties(process).Where(p => p.Name == Property && p.Value.Value.Trim() != CandidateGroups))
        {
            context.Diagnostics.Warning("lanes-property", property.Value.Location, process.Id,
                $"Expected the process's property lanes to be candidateGroups, but found “{property.Value.Value}”; lanes have no effect.", "Write candidateGroups, or remove the property.");
        }
    }

    static bool Asks(SourceElement process, ReadContext context) =>
        context.Extensions.Properties(process).Any(p => p.Name == Property && p.Value.Value.Trim() == CandidateGroups);

    static SourceElement? LaneOf(string? id, SourceElement holder) =>
        holder.Bpmn("laneSet").Concat(holder.Bpmn("childLaneSet")).SelectMany(s => s.Bpmn("lane"))
            .Select(lane => LaneOf(id, lane) ?? (lane.Bpmn("flowNodeRef").Any(r => r.Text?.Value.Trim() == id) ? lane : null))
            .FirstOrDefault(found => found is not null);
}
