using Bpm.Model;
using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Api.V2;

/// <summary>Every activation of an element.</summary>
static class ElementInstanceRoutes
{
    public static void MapElementInstances(this IEndpointRouteBuilder v2)
    {
        var elements = v2.MapGroup("/element-instances").WithTags("Element Instance");
        elements.MapPost("/search", (Body<SearchBody> body, Database database, DeployedDefinitions models, CancellationToken ct) => Search(body.Value, database, models, ct))
            .WithSummary("Activations of elements by filters").Produces<FoundDto<ElementInstanceDto>>().ProducesProblems(400);
        elements.MapGet("/{elementInstanceKey}", Find).WithSummary("One activation of an element").Produces<ElementInstanceDto>().ProducesProblems(404);
    }

    static async Task<IResult> Search(SearchBody body, Database database, DeployedDefinitions models, CancellationToken ct)
    {
        var found = await SearchTables.Elements.Find(body, database, ct);
        return Results.Ok(SearchReader.Answer(found, await Describe(found.Rows, models, ct)));
    }

    static async Task<IResult> Find(PathKey elementInstanceKey, Database database, DeployedDefinitions models, CancellationToken ct)
    {
        var one = new SearchQuery([new(SearchTables.Elements.Field("elementInstanceKey")!, SearchOperator.Equal, elementInstanceKey.Value)], [], new(0, 1));
        return await Describe((await SearchTables.Elements.Find(database, one, ct)).Rows, models, ct) is [var found]
            ? Results.Ok(found)
            : Answers.NotFound("element instance", elementInstanceKey);
    }

    static async Task<IReadOnlyList<ElementInstanceDto>> Describe(IReadOnlyList<FoundElement> rows, DeployedDefinitions models, CancellationToken ct)
    {
        List<ElementInstanceDto> items = [];
        foreach (var row in rows) items.Add(ElementInstanceDto.Of(row, (await models.Find(row.DefinitionKey, ct))?.Definition.Nodes.GetValueOrDefault(row.ElementId)));
        return items;
    }
}

sealed record ElementInstanceDto(
    string ProcessDefinitionId, string StartDate, string? EndDate, string ElementId, string ElementName, string Type, string State, bool HasIncident, string TenantId,
    string ElementInstanceKey, string ProcessInstanceKey, string ProcessDefinitionKey, string? IncidentKey)
{
    public static ElementInstanceDto Of(FoundElement row, FlowNode? node) => new(
        row.ProcessId, PlainVariables.Date(row.StartedAt), PlainVariables.Date(row.EndedAt), row.ElementId, node?.Label ?? row.ElementId, TypeOf(row, node),
        row.Outcome switch { null => "ACTIVE", "completed" => "COMPLETED", _ => "TERMINATED" }, row.IncidentKey is not null, Tenant.Only,
        PathKey.Write(row.ElementInstanceKey), PathKey.Write(row.InstanceKey), PathKey.Write(row.DefinitionKey), PathKey.Write(row.IncidentKey));

    static string TypeOf(FoundElement row, FlowNode? node) => (row.Role, node) switch
    {
        ("loop", _) => "MULTI_INSTANCE_BODY",
        (_, StartEvent) => "START_EVENT",
        (_, EndEvent) => "END_EVENT",
        (_, BoundaryEvent) => "BOUNDARY_EVENT",
        (_, IntermediateCatchEvent) => "INTERMEDIATE_CATCH_EVENT",
        (_, IntermediateThrowEvent) => "INTERMEDIATE_THROW_EVENT",
        (_, AdHocSubProcess) => "AD_HOC_SUB_PROCESS",
        (_, SubProcess { IsTriggeredByEvent: true }) => "EVENT_SUB_PROCESS",
        (_, SubProcess) => "SUB_PROCESS",
        (_, UserTask) => "USER_TASK",
        (_, ServiceTask) => "SERVICE_TASK",
        (_, SendTask) => "SEND_TASK",
        (_, ReceiveTask) => "RECEIVE_TASK",
        (_, ScriptTask) => "SCRIPT_TASK",
        (_, BusinessRuleTask) => "BUSINESS_RULE_TASK",
        (_, CallActivity) => "CALL_ACTIVITY",
        (_, ManualTask) => "MANUAL_TASK",
        (_, UndefinedTask) => "TASK",
        (_, ExclusiveGateway) => "EXCLUSIVE_GATEWAY",
        (_, ParallelGateway) => "PARALLEL_GATEWAY",
        (_, InclusiveGateway) => "INCLUSIVE_GATEWAY",
        (_, EventBasedGateway) => "EVENT_BASED_GATEWAY",
        _ => "UNKNOWN",
    };
}
