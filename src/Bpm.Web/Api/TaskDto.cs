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
        EngineDate.Text(task.FollowUpAt), null, null, element?.Documentation, PathKey.Write(task.TaskKey), null, null, task.Priority,
        PathKey.Write(task.DefinitionKey), PathKey.Write(task.InstanceKey), task.ElementId, null, null, null, false,
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

sealed record CommentTextDto(string? Message);

sealed record CommentDto(
    string Id, string? UserId, string Time, string TaskId, string ProcessInstanceId, string Message, string? RemovalTime, string? RootProcessInstanceId)
{
    public static CommentDto Of(TimelineEntry entry, long taskKey) => new(
        FormattableString.Invariant($"{taskKey}-{entry.Version}"), entry.Actor, EngineDate.Text(entry.At), PathKey.Write(taskKey),
        PathKey.Write(Engine.InstanceKey.Of(taskKey)), entry.Text ?? "", null, PathKey.Write(Engine.InstanceKey.Of(taskKey)));
}

sealed record IdentityLinkDto(string? UserId, string? GroupId, string Type);

sealed record GroupWorkDto(string? GroupName, int TaskCount);

/// <summary>A task as it shall be. What the model says of it cannot be changed: its name, description, priority, owner, parent.</summary>
sealed record TaskUpdateDto(
    string? Name, string? Description, string? Owner, string? Assignee, string? DelegationState, string? Due, string? FollowUp, int? Priority,
    string? ParentTaskId)
{
    /// <summary>What cannot be; null when it can.</summary>
    public string? Read(UserTaskRow task, out DateTimeOffset? due, out DateTimeOffset? followUp)
    {
        (due, followUp) = (null, null);
        if (Name is not null && Name != task.Name) return Fixed("name", task.Name, Name);
        if (Priority is { } priority && priority != task.Priority) return Fixed("priority", PathKey.Write(task.Priority), PathKey.Write(priority));
        if (!string.IsNullOrEmpty(Owner) || !string.IsNullOrEmpty(ParentTaskId) || !string.IsNullOrEmpty(DelegationState))
            return "Expected no owner, parentTaskId and delegationState: tasks have none here.";
        return Date("due", Due, out due) ?? Date("followUp", FollowUp, out followUp);
    }

    static string Fixed(string what, string present, string wanted) =>
        $"Expected the {what} '{present}', which the model gives the task, but found '{wanted}'. Change it in the model.";

    static string? Date(string name, string? text, out DateTimeOffset? date)
    {
        date = null;
        if (string.IsNullOrEmpty(text)) return null;
        if (!EngineDate.TryRead(text, out var read)) return $"Expected {name} to be a date such as 2026-01-31T12:00:00.000+0000, but found '{text}'.";
        date = read;
        return null;
    }
}
