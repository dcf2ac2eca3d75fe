using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>A user task. Its execution is its own element instance.</summary>
sealed record TaskDto(
    string Id, string Name, string? Assignee, string Created, string? Due, string? FollowUp, string? LastUpdated, string? DelegationState,
    string? Description, string ExecutionId, string? Owner, string? ParentTaskId, int Priority, string ProcessDefinitionId,
    string ProcessInstanceId, string TaskDefinitionKey, string? CaseExecutionId, string? CaseInstanceId, string? CaseDefinitionId,
    bool Suspended, string? FormKey, FormReferenceDto? CamundaFormRef, string? TenantId, string TaskState)
{
    public static TaskDto Of(UserTaskRow task, UserTask? element) => new(
        PathKey.Write(task.TaskKey), task.Name, task.Assignee, EngineDate.Text(task.CreatedAt), EngineDate.Text(task.DueAt),
        EngineDate.Text(task.FollowUpAt), null, task.Delegation?.ToUpperInvariant(), task.Description ?? element?.Documentation, PathKey.Write(task.TaskKey),
        task.Owner, null, task.Priority,
        PathKey.Write(task.DefinitionKey), PathKey.Write(task.InstanceKey), task.ElementId, null, null, null, task.IsSuspended,
        (element?.Form as ExternalForm)?.Key, FormReferenceDto.Of(element?.Form as FormReference), null, StateOf(task));

    public static string StateOf(UserTaskRow task) => task.State switch
    {
        "completed" => "Completed",
        "cancelled" => "Deleted",
        _ => task.Assignee is null ? "Created" : "Assigned",
    };
}

sealed record FormReferenceDto(string Key, string Binding, int? Version)
{
    public static FormReferenceDto? Of(FormReference? form) =>
        form is null ? null : new(form.FormId, form.Binding.ToString().ToLowerInvariant(), form.Version);
}

/// <summary>The form that a task or start event wants.</summary>
sealed record FormDto(string? Key, FormReferenceDto? CamundaFormRef, string? ContextPath);

sealed record UserIdDto(string? UserId);

sealed record CompleteDto(IReadOnlyDictionary<string, VariableDto>? Variables, bool WithVariablesInReturn = false);

sealed record GroupWorkDto(string? GroupName, int TaskCount);

/// <summary>A task as it shall be.</summary>
sealed record TaskUpdateDto(
    string? Name, string? Description, string? Owner, string? Assignee, string? DelegationState, string? Due, string? FollowUp, int? Priority,
    string? ParentTaskId)
{
    /// <param name="shown">The description that is told, which may be the model's: sent back it changes nothing.</param>
    /// <returns>What cannot be; null when it can.</returns>
    public string? Read(string? shown, out UserTaskChange change)
    {
        change = new();
        if (!string.IsNullOrEmpty(ParentTaskId)) return "Expected no parentTaskId: tasks are not parts of others here.";
        if (Date("due", Due, out var due) is { } wrong) return wrong;
        if (Date("followUp", FollowUp, out var followUp) is { } wrongToo) return wrongToo;
        if (Delegations.Read(DelegationState) is not { } delegation)
            return $"Expected the delegationState PENDING or RESOLVED, or none, but found '{DelegationState}'.";
        change = new()
        {
            Name = string.IsNullOrEmpty(Name) ? null : Name,
            Description = Description == shown ? null : Description ?? "",
            Owner = Owner ?? "",
            Assignee = Assignee ?? "",
            Delegation = delegation,
            Priority = Priority,
            Dates = new(due, followUp),
        };
        return null;
    }

    static string? Date(string name, string? text, out DateTimeOffset? date)
    {
        date = null;
        if (string.IsNullOrEmpty(text)) return null;
        if (!EngineDate.TryRead(text, out var read)) return $"Expected {name} to be a date such as 2026-01-31T12:00:00.000+0000, but found '{text}'.";
        date = read;
        return null;
    }
}
