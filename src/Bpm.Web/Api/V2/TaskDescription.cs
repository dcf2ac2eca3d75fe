using System.Collections.Frozen;
using Bpm.Model;
using Bpm.Storage;
using Bpm.Web.Forms;
using Bpm.Web.Shared;

namespace Bpm.Web.Api.V2;

/// <summary>User tasks with what stands in their model: headers and forms.</summary>
sealed class TaskDescription(UserTasks tasks, DeployedDefinitions models, FormLookup forms)
{
    public async Task<IReadOnlyList<UserTaskDto>> Of(IReadOnlyList<FoundTask> rows, CancellationToken ct)
    {
        var candidates = await tasks.CandidatesOfAll([.. rows.Where(r => r.IsOpen).Select(r => r.TaskKey)], ct);
        // Many tasks of a list are of few elements.
        Dictionary<(long, string), FormRow?> known = [];
        List<UserTaskDto> items = [];
        foreach (var row in rows)
        {
            if (!known.TryGetValue((row.DefinitionKey, row.ElementId), out var form)) known[(row.DefinitionKey, row.ElementId)] = form = await FormOf(row, ct);
            items.Add(UserTaskDto.Of(row, await ElementOf(row, ct), [.. candidates[row.TaskKey]], form));
        }
        return items;
    }

    /// <summary>The deployed form that the task refers to; null when it has none, or another kind.</summary>
    public async Task<FormRow?> FormOf(FoundTask row, CancellationToken ct) =>
        (await ElementOf(row, ct))?.Form is FormReference reference ? await forms.Deployed(reference, row.DeploymentKey, ct) : null;

    async Task<UserTask?> ElementOf(FoundTask row, CancellationToken ct) =>
        (await models.Find(row.DefinitionKey, ct))?.Definition.Nodes.GetValueOrDefault(row.ElementId) as UserTask;
}

sealed record UserTaskDto(
    string Name, string State, string? Assignee, string ElementId, IReadOnlyList<string> CandidateGroups, IReadOnlyList<string> CandidateUsers,
    string ProcessDefinitionId, string CreationDate, string? CompletionDate, string? FollowUpDate, string? DueDate, string TenantId, string? ExternalFormReference,
    int ProcessDefinitionVersion, IReadOnlyDictionary<string, string> CustomHeaders, int Priority, string UserTaskKey, string ElementInstanceKey, string? ProcessName,
    string ProcessDefinitionKey, string ProcessInstanceKey, string? FormKey, IReadOnlyList<string> Tags)
{
    public static UserTaskDto Of(FoundTask row, UserTask? element, IReadOnlyList<Candidate> candidates, FormRow? form) => new(
        row.Name, row.State switch { "open" => "CREATED", "completed" => "COMPLETED", _ => "CANCELED" }, row.Assignee, row.ElementId,
        [.. candidates.Where(c => c.Kind == Candidate.Group).Select(c => c.Id)], [.. candidates.Where(c => c.Kind == Candidate.User).Select(c => c.Id)],
        row.ProcessId, PlainVariables.Date(row.CreatedAt), PlainVariables.Date(row.EndedAt), PlainVariables.Date(row.FollowUpAt), PlainVariables.Date(row.DueAt),
        Tenant.Only, (element?.Form as ExternalForm)?.Key, row.DefinitionVersion, element?.Properties ?? FrozenDictionary<string, string>.Empty, row.Priority,
        PathKey.Write(row.TaskKey), PathKey.Write(row.TaskKey), row.ProcessName, PathKey.Write(row.DefinitionKey), PathKey.Write(row.InstanceKey), PathKey.Write(form?.FormKey), []);
}
