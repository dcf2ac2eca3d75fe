using System.Text.Json;
using System.Text.Json.Serialization;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>Starting an instance, and waiting for its end.</summary>
static class CreateProcessInstance
{
    static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(30);

    public static async Task<IResult> Run(
        Body<CreateInstanceDto> body, Caller caller, ProcessEngine engine, Definitions definitions, Ending ending, Variables variables, CancellationToken ct)
    {
        var wish = body.Value;
        if (Problem(wish) is { } problem || !PlainVariables.TryRead(wish.Variables, out var given, out problem) || !ModificationRoutes.TryRead(wish.StartInstructions, out var starts, out problem)) return Answers.Invalid(problem);
        if (await Find(wish, definitions, ct) is not { } definition)
            return Answers.Error(404, "InvalidRequestException", wish.ProcessDefinitionKey is { } key
                ? $"Expected a process definition with the key {key}, but there is none."
                : $"Expected a process with the id {wish.ProcessDefinitionId}{(wish.ProcessDefinitionVersion > 0 ? $" in version {wish.ProcessDefinitionVersion}" : "")}, but none is deployed.");

        var reply = await engine.Start(caller.Actor, StartRequest.Definition(definition.DefinitionKey, given, wish.BusinessId) with { Instructions = starts }, ct);
        if (reply.Rejection is { } rejection) return Answers.Of(rejection);
        var created = new CreatedInstanceDto(
            definition.ProcessId, definition.Version, Tenant.Only, new Dictionary<string, JsonElement>(),
            PathKey.Write(definition.DefinitionKey), PathKey.Write(reply.Value!.Key), wish.BusinessId, []);
        if (!wish.AwaitCompletion) return Results.Ok(created);

        var patience = wish.RequestTimeout is > 0 and var milliseconds ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestPatience.TotalMilliseconds)) : UsualPatience;
        if (await ending.Of(reply.Value.Key, patience, ct) is not { IsOpen: false })
            return Answers.Error(504, "TimeoutException", $"Process instance {created.ProcessInstanceKey} was started and has not ended within {patience.TotalSeconds} s. It goes on; look it up by its key.");
        var result = (await variables.Of(reply.Value.Key, ct)).Select(v => KeyValuePair.Create(v.Name, v.Value));
        return Results.Ok(created with { Variables = PlainVariables.Write(result, wish.FetchVariables) });
    }

    static string? Problem(CreateInstanceDto wish)
    {
        if (Tenant.Problem(wish.TenantId) is { } tenant) return tenant;
        if (wish is { ProcessDefinitionId: null, ProcessDefinitionKey: null }) return "Expected a processDefinitionId or a processDefinitionKey, but there is none.";
        if (wish is { ProcessDefinitionId: not null, ProcessDefinitionKey: not null }) return "Expected a processDefinitionId or a processDefinitionKey, but there are both.";
        if (wish.ProcessDefinitionVersion is < 1 and not -1) return $"Expected a processDefinitionVersion of at least 1, or -1 for the latest, but found {wish.ProcessDefinitionVersion}.";
        if (wish.Tags is { Count: > 0 }) return "Expected no tags: instances have none here. Use a variable or a businessId.";
        if (wish.RuntimeInstructions is { Count: > 0 }) return "Expected no runtimeInstructions: they are not supported here.";
        return null;
    }

    static async Task<DefinitionRow?> Find(CreateInstanceDto wish, Definitions definitions, CancellationToken ct) => wish switch
    {
        { ProcessDefinitionKey: { } key } => await definitions.Find(PathKey.Read(key) ?? -1, ct),
        { ProcessDefinitionVersion: > 0 and var version } =>
            await definitions.List(new DefinitionQuery { ProcessId = wish.ProcessDefinitionId, Version = version }, new Slice(0, 1), ct) is [var row] ? row : null,
        _ => await definitions.FindLatest(wish.ProcessDefinitionId!, ct),
    };
}

/// <param name="RequestTimeout">How many milliseconds to wait for the end.</param>
/// <param name="FetchVariables">Which variables to answer with at the end; all when there are none.</param>
/// <param name="BusinessId">The case's own number in the business.</param>
sealed record CreateInstanceDto(
    string? ProcessDefinitionId, [property: JsonConverter(typeof(KeyText))] string? ProcessDefinitionKey, int? ProcessDefinitionVersion,
    IReadOnlyDictionary<string, JsonElement>? Variables, string? TenantId, long? RequestTimeout, IReadOnlyList<string>? FetchVariables, string? BusinessId,
    IReadOnlyList<string>? Tags, IReadOnlyList<StartInstructionDto>? StartInstructions, IReadOnlyList<JsonElement>? RuntimeInstructions, bool AwaitCompletion = false);

sealed record CreatedInstanceDto(
    string ProcessDefinitionId, int ProcessDefinitionVersion, string TenantId, IReadOnlyDictionary<string, JsonElement> Variables,
    string ProcessDefinitionKey, string ProcessInstanceKey, string? BusinessId, IReadOnlyList<string> Tags);
