using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Process definitions: find them, read their XML, start them.</summary>
static class DefinitionApi
{
    public static void MapDefinitions(this IEndpointRouteBuilder routes)
    {
        var definitions = routes.MapGroup("/process-definition").WithTags("Process Definition");
        definitions.MapGet("", List).WithSummary("Process definitions by filters").Produces<DefinitionDto[]>();
        definitions.MapGet("/count", Count).WithSummary("How many process definitions the filters find").Produces<CountDto>();
        definitions.MapGet("/{id}", (PathKey id, Definitions reads, CancellationToken ct) => Show(id, ById(id), reads, ct))
            .WithSummary("One definition").Produces<DefinitionDto>().ProducesError(404);
        definitions.MapGet("/key/{key}", (string key, Definitions reads, CancellationToken ct) => Show(new(-1, key), ByKey(key), reads, ct))
            .WithSummary("The latest version of a process").Produces<DefinitionDto>().ProducesError(404);
        definitions.MapGet("/{id}/xml", (PathKey id, Definitions reads, CancellationToken ct) => Xml(id, ById(id), reads, ct))
            .WithSummary("The BPMN file as uploaded").Produces<DiagramDto>().ProducesError(404);
        definitions.MapGet("/key/{key}/xml", (string key, Definitions reads, CancellationToken ct) => Xml(new(-1, key), ByKey(key), reads, ct))
            .WithSummary("The BPMN file of the latest version").Produces<DiagramDto>().ProducesError(404);
        definitions.MapPost("/{id}/start", (PathKey id, Body<StartDto> body, Caller caller, ProcessEngine engine, Variables variables, HttpRequest http, CancellationToken ct) =>
                Start(StartRequest.Definition(id.Value, Engine.VariableSet.Empty), body, caller, engine, variables, http, ct))
            .WithSummary("Start an instance of one version").Produces<StartedDto>().ProducesError(400, 403, 404, 409);
        definitions.MapPost("/key/{key}/start", (string key, Body<StartDto> body, Caller caller, ProcessEngine engine, Variables variables, HttpRequest http, CancellationToken ct) =>
                Start(StartRequest.Process(key, Engine.VariableSet.Empty), body, caller, engine, variables, http, ct))
            .WithSummary("Start an instance of the latest version").Produces<StartedDto>().ProducesError(400, 403, 404, 409);
        definitions.MapDelete("/{id}", (PathKey id, bool? cascade, bool? skipCustomListeners, bool? skipIoMappings, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                DeploymentApi.Remove(skipCustomListeners, skipIoMappings, () => engine.RemoveDefinition(caller.Actor, id.Value, cascade == true, ct)))
            .WithSummary("Delete one version; with cascade also its instances").ProducesDone(400, 403, 404, 409);
        definitions.MapDelete("/key/{key}", (string key, bool? cascade, bool? skipCustomListeners, bool? skipIoMappings, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                DeploymentApi.Remove(skipCustomListeners, skipIoMappings, () => engine.RemoveProcess(caller.Actor, key, cascade == true, ct)))
            .WithSummary("Delete all versions of a process; with cascade also their instances").ProducesDone(400, 403, 404, 409);
        definitions.MapStartForms("/{id}", context => ById(IdOf(context)));
        definitions.MapStartForms("/key/{key}", context => ByKey(context.GetRouteValue("key") as string ?? ""));
        definitions.MapDefinitionFigures();
    }

    static PathKey IdOf(HttpContext context)
    {
        var text = context.GetRouteValue("id") as string ?? "";
        return new(PathKey.Read(text) ?? -1, text);
    }

    static async Task<IResult> List(Search<DefinitionFilter> search, Definitions reads, CancellationToken ct) =>
        Results.Ok((await reads.List(search.Filter.ToQuery(), search.Filter.Slice, ct)).Select(DefinitionDto.Of));

    static async Task<IResult> Count(Search<DefinitionFilter> search, Definitions reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(search.Filter.ToQuery(), ct));

    internal static Func<Definitions, CancellationToken, Task<DefinitionRow?>> ById(PathKey id) => (reads, ct) => reads.Find(id.Value, ct);

    internal static Func<Definitions, CancellationToken, Task<DefinitionRow?>> ByKey(string processId) => (reads, ct) => reads.FindLatest(processId, ct);

    static async Task<IResult> Show(PathKey id, Func<Definitions, CancellationToken, Task<DefinitionRow?>> find, Definitions reads, CancellationToken ct) =>
        await find(reads, ct) is { } row ? Results.Ok(DefinitionDto.Of(row)) : Answers.NotFound("process definition", id);

    static async Task<IResult> Xml(PathKey id, Func<Definitions, CancellationToken, Task<DefinitionRow?>> find, Definitions reads, CancellationToken ct) =>
        await find(reads, ct) is { } row && await reads.Xml(row.DefinitionKey, ct) is { } xml
            ? Results.Ok(new DiagramDto(PathKey.Write(row.DefinitionKey), xml))
            : Answers.NotFound("process definition", id);

    internal static async Task<IResult> Start(
        StartRequest request, Body<StartDto> body, Caller caller, ProcessEngine engine, Variables reads, HttpRequest http, CancellationToken ct)
    {
        if (body.Value.SkipCustomListeners || body.Value.SkipIoMappings) return ModificationApi.SkipsNothing;
        if (!ModificationApi.TryRead(body.Value.StartInstructions, out var instructions, out var problem)
            || !VariableTypes.TryRead(body.Value.Variables, out var variables, out problem)) return Answers.Invalid(problem);
        if (instructions.Exists(i => i is not Engine.StartInstruction)) return Answers.Invalid("Expected startInstructions that start, but one of them cancels.");
        var policy = BusinessKeyPolicy.Share;
        if (body.Value.BusinessKeyPolicy is { } wanted && (!Enum.TryParse(wanted, ignoreCase: true, out policy) || !Enum.IsDefined(policy) || char.IsDigit(wanted[0])))
            return Answers.Invalid($"Expected the businessKeyPolicy to be share, fail or returnExisting, but found '{wanted}'.");
        var reply = await engine.Start(
            caller.Actor, request with { Variables = variables, BusinessKey = body.Value.BusinessKey, BusinessKeyPolicy = policy, Instructions = [.. instructions.OfType<Engine.StartInstruction>()] }, ct);
        if (reply.Rejection is { } rejection) return Answers.Of(rejection);
        var instance = InstanceDto.Of(reply.Value!, http);
        return body.Value.WithVariablesInReturn
            ? Results.Ok(StartedDto.Of(instance, VariableTypes.Write(await reads.Of(reply.Value!.Key, ct))))
            : Results.Ok(instance);
    }
}

sealed record DefinitionFilter : ListFilter
{
    public string? ProcessDefinitionId { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionIdIn { get; init; }
    public string? Key { get; init; }
    public string? KeyLike { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public string? DeploymentId { get; init; }
    public int? Version { get; init; }
    public string? VersionTag { get; init; }
    public bool? LatestVersion { get; init; }
    public bool? StartableInTasklist { get; init; }
    public bool? Active { get; init; }
    public bool? Suspended { get; init; }

    public IReadOnlyList<string>? KeysIn { get; init; }
    public string? ResourceName { get; init; }
    public string? ResourceNameLike { get; init; }
    public string? VersionTagLike { get; init; }
    public bool? WithoutVersionTag { get; init; }
    public bool? NotStartableInTasklist { get; init; }
    public string? DeployedAfter { get; init; }
    public string? DeployedAt { get; init; }

    public DefinitionQuery ToQuery()
    {
        Refuse("category", "categoryLike", "startableBy", "incidentId", "incidentType",
            "incidentMessage", "incidentMessageLike", "tenantIdIn", "messageEventSubscriptionName", "startablePermissionCheck");
        var order = Sorts(("id", DefinitionSort.Key), ("key", DefinitionSort.ProcessId), ("name", DefinitionSort.Name), ("version", DefinitionSort.Version),
            ("deploymentId", DefinitionSort.Deployment), ("deployTime", DefinitionSort.DeployedAt), ("versionTag", DefinitionSort.VersionTag));
        return new()
        {
            DefinitionKey = KeyOf(ProcessDefinitionId),
            DefinitionKeys = KeysOf(ProcessDefinitionIdIn),
            ProcessId = Key,
            ProcessIdLike = KeyLike,
            Name = Name,
            NameLike = NameLike,
            DeploymentKey = KeyOf(DeploymentId),
            Version = Version,
            VersionTag = VersionTag,
            OnlyLatest = LatestVersion == true,
            IsSuspended = Suspension(Active, Suspended),
            OnlyStartable = StartableInTasklist == true,
            ProcessIds = KeysIn,
            ResourceName = ResourceName,
            ResourceNameLike = ResourceNameLike,
            VersionTagLike = VersionTagLike,
            WithoutVersionTag = WithoutVersionTag == true,
            IsStartable = NotStartableInTasklist == true ? false : null,
            DeployedAfter = Date(nameof(DeployedAfter), DeployedAfter),
            DeployedAt = Date(nameof(DeployedAt), DeployedAt),
            Sort = order is [var first, ..] ? first.By : DefinitionSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}
