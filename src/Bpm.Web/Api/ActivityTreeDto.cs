using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>An active scope with what is active in it; the outermost is the process instance itself.</summary>
sealed record ActivityTreeDto(
    string Id, string? ParentActivityInstanceId, string ActivityId, string ActivityType, string ProcessInstanceId, string ProcessDefinitionId,
    IReadOnlyList<ActivityTreeDto> ChildActivityInstances, IReadOnlyList<object> ChildTransitionInstances, IReadOnlyList<string> ExecutionIds,
    string? ActivityName, string? Name, IReadOnlyList<string> IncidentIds, IReadOnlyList<TreeIncidentDto> Incidents)
{
    public static ActivityTreeDto Of(InstanceRow instance, IReadOnlyList<ElementRow> active, IReadOnlyList<IncidentRow> incidents, ProcessDefinition? definition)
    {
        var children = active.ToLookup(e => e.ScopeKey);
        var stopped = incidents.ToLookup(i => i.ElementInstanceKey);
        var (id, model) = (PathKey.Write(instance.InstanceKey), PathKey.Write(instance.DefinitionKey));
        return Node(instance.InstanceKey, null, instance.ProcessId, "processDefinition", instance.ProcessName);

        ActivityTreeDto Node(long key, long? parent, string elementId, string type, string? name) => new(
            PathKey.Write(key), PathKey.Write(parent), elementId, type, id, model,
            [.. children[key].Select(e => Node(e.ElementInstanceKey, key, e.ElementId,
                ElementType.Of(definition?.Nodes.GetValueOrDefault(e.ElementId), e.Role), definition?.Nodes.GetValueOrDefault(e.ElementId)?.Name))],
            [], [PathKey.Write(key)], name, name, [.. stopped[key].Select(i => PathKey.Write(i.IncidentKey))],
            [.. stopped[key].Select(i => new TreeIncidentDto(PathKey.Write(i.IncidentKey), i.ElementId))]);
    }
}

sealed record TreeIncidentDto(string Id, string ActivityId);
