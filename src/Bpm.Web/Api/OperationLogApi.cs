using System.Collections.Frozen;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Who did what when: the audit trail's commands of people and programs. One command is one entry.</summary>
static class OperationLogApi
{
    public static void MapOperationLog(this IEndpointRouteBuilder routes)
    {
        var operations = routes.MapGroup("/history/user-operation").WithTags("User Operation Log");
        operations.MapGet("", List).WithSummary("What people and programs did, by filters").Produces<OperationDto[]>().ProducesError(403);
        operations.MapPut("/{operationId}/set-annotation", (PathKey operationId, Body<AnnotationDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Annotate(operationId, body.Value.Annotation ?? "", caller, engine, ct))
            .WithSummary("Note something beside an operation").ProducesDone(400, 403, 404);
        operations.MapPut("/{operationId}/clear-annotation", (PathKey operationId, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Annotate(operationId, null, caller, engine, ct))
            .WithSummary("Take a note away").ProducesDone(403, 404);
        operations.MapGet("/count", Count).WithSummary("How many operations the filters find").Produces<CountDto>().ProducesError(403);
    }

    static async Task<IResult> List(Search<OperationFilter> search, Caller caller, InstanceRights rights, AuditTrail reads, CancellationToken ct)
    {
        var query = search.Filter.ToQuery();
        return await MayRead(query, caller, rights, ct)
            ? Results.Ok((await reads.List(query, search.Filter.Slice, ct)).Select(OperationDto.Of))
            : ReadersOnly.Refused();
    }

    static async Task<IResult> Count(Search<OperationFilter> search, Caller caller, InstanceRights rights, AuditTrail reads, CancellationToken ct)
    {
        var query = search.Filter.ToQuery();
        return await MayRead(query, caller, rights, ct) ? Answers.Count(await reads.Count(query, ct)) : ReadersOnly.Refused();
    }

    static async Task<IResult> Annotate(PathKey id, string? text, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.AnnotateOperation(caller.Actor, id.Value, text, ct));

    /// <summary>What somebody does all day is for operators; what was done in an instance, for those who take part in it.</summary>
    static async ValueTask<bool> MayRead(OperationQuery query, Caller caller, InstanceRights rights, CancellationToken ct) =>
        caller.Actor.IsAny(Role.Operator) || ((query.InstanceKey ?? query.ElementInstanceKey) is { } key && await rights.MayRead(caller.Actor, key, ct));
}

sealed record OperationFilter : ListFilter
{
    public string? OperationId { get; init; }
    public string? OperationType { get; init; }
    public string? UserId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? TaskId { get; init; }
    public string? ExecutionId { get; init; }
    public string? AfterTimestamp { get; init; }
    public string? BeforeTimestamp { get; init; }

    public OperationQuery ToQuery()
    {
        Refuse("deploymentId", "caseDefinitionId", "caseInstanceId", "caseExecutionId", "externalTaskId", "batchId", "jobId", "jobDefinitionId",
            "entityType", "entityTypeIn", "category", "categoryIn", "property");
        _ = Sort(false, ("timestamp", true));
        return new()
        {
            AuditKey = KeyOf(OperationId),
            Actions = OperationType is null ? null : OperationNames.ActionsOf(OperationType),
            Actor = UserId,
            InstanceKey = KeyOf(ProcessInstanceId),
            ElementInstanceKey = KeyOf(TaskId ?? ExecutionId),
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            After = Date(nameof(AfterTimestamp), AfterTimestamp),
            Before = Date(nameof(BeforeTimestamp), BeforeTimestamp),
            Descending = Descending,
        };
    }
}

/// <summary>Commands under the names that Camunda 7 gives operations; what it has no word for keeps its own name.</summary>
static class OperationNames
{
    static readonly FrozenDictionary<string, (string Type, string Entity)> Known = new Dictionary<string, (string, string)>
    {
        ["StartProcessInstance"] = ("Create", "ProcessInstance"),
        ["CancelProcessInstance"] = ("Delete", "ProcessInstance"),
        ["SetVariables"] = ("SetVariables", "ProcessInstance"),
        ["ClaimUserTask"] = ("Claim", "Task"),
        ["ReleaseUserTask"] = ("Assign", "Task"),
        ["AssignUserTask"] = ("Assign", "Task"),
        ["CompleteUserTask"] = ("Complete", "Task"),
        ["CommentOnUserTask"] = ("AddComment", "Task"),
        ["DelegateUserTask"] = ("Delegate", "Task"),
        ["ResolveUserTask"] = ("Resolve", "Task"),
        ["UpdateUserTask"] = ("Update", "Task"),
        ["AttachToUserTask"] = ("AddAttachment", "Attachment"),
        ["RemoveAttachment"] = ("DeleteAttachment", "Attachment"),
        ["EditComments"] = ("UpdateComment", "Task"),
        ["RescheduleUserTask"] = ("Update", "Task"),
        ["ResolveIncident"] = ("Resolve", "Incident"),
        ["CompleteJob"] = ("Complete", "ExternalTask"),
        ["FailJob"] = ("Fail", "ExternalTask"),
        ["ExecuteJob"] = ("Execute", "Job"),
        ["Deploy"] = ("Create", "Deployment"),
        ["RemoveDeployment"] = ("Delete", "Deployment"),
        ["RemoveDefinition"] = ("Delete", "ProcessDefinition"),
        ["RemoveEndedInstance"] = ("DeleteHistory", "ProcessInstance"),
        ["AnnotateIncident"] = ("SetAnnotation", "Incident"),
        ["AnnotateOperation"] = ("SetAnnotation", "OperationLog"),
        ["CreateFilter"] = ("Create", "Filter"),
        ["ChangeFilter"] = ("Update", "Filter"),
        ["RemoveFilter"] = ("Delete", "Filter"),
        ["AddUser"] = ("Create", "User"),
        ["ChangeUser"] = ("Update", "User"),
        ["RemoveUser"] = ("Delete", "User"),
        ["Unlock"] = ("Unlock", "User"),
        ["AddGroup"] = ("Create", "Group"),
        ["ChangeGroup"] = ("Update", "Group"),
        ["RemoveGroup"] = ("Delete", "Group"),
    }.ToFrozenDictionary();

    public static (string Type, string? Entity) Of(string action) => Known.TryGetValue(action, out var known) ? known : (action, null);

    /// <summary>Every command that goes by the name; the name itself is one, too.</summary>
    public static IReadOnlyCollection<string> ActionsOf(string type) => [type, .. Known.Where(k => k.Value.Type == type).Select(k => k.Key)];
}

sealed record OperationDto(
    string Id, string? DeploymentId, string? ProcessDefinitionId, string? ProcessDefinitionKey, string? ProcessInstanceId, string? ExecutionId,
    string? CaseDefinitionId, string? CaseInstanceId, string? CaseExecutionId, string? TaskId, string? ExternalTaskId, string? BatchId, string? JobId,
    string? JobDefinitionId, string UserId, string Timestamp, string OperationId, string OperationType, string? EntityType, string? Property, string? OrgValue,
    string? NewValue, string? RemovalTime, string? RootProcessInstanceId, string? Category, string? Annotation)
{
    public static OperationDto Of(OperationRow row)
    {
        var (type, entity) = OperationNames.Of(row.Action);
        var (id, element) = (PathKey.Write(row.AuditKey), PathKey.Write(row.ElementInstanceKey));
        return new(id, null, PathKey.Write(row.DefinitionKey), row.ProcessId, PathKey.Write(row.InstanceKey), element, null, null, null,
            entity == "Task" ? element : null, null, null, null, null, row.Actor, EngineDate.Text(row.At), id, type, entity, null, null, null, null,
            PathKey.Write(row.RootInstanceKey), row.InstanceKey is null ? "Admin" : entity == "Task" ? "TaskWorker" : "Operator", row.Annotation);
    }
}
