using Bpm.Engine;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>Moving the tokens of a running instance by hand.</summary>
static class ModificationApi
{
    public static void MapModifications(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/process-instance/{id}/modification", Modify).WithTags("Process Instance")
            .WithSummary("Cancel and start activities, all of it or nothing").ProducesDone(400, 403, 404, 409);

    public static readonly IResult SkipsNothing =
        Answers.Invalid("Expected skipCustomListeners and skipIoMappings to be false: listeners and mappings belong to the model and are not skipped here.");

    static async Task<IResult> Modify(PathKey id, Body<ModificationDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var wish = body.Value;
        if (wish.SkipCustomListeners || wish.SkipIoMappings) return SkipsNothing;
        return TryRead(wish.Instructions, out var instructions, out var problem)
            ? Answers.Of(await engine.Modify(caller.Actor, id.Value, instructions, wish.Annotation, ct))
            : Answers.Invalid(problem);
    }

    /// <summary>Reads all or says what is wrong with the first that cannot be read.</summary>
    public static bool TryRead(IReadOnlyList<InstructionDto>? given, out List<Modification> read, out string problem)
    {
        (read, problem) = ([], "");
        foreach (var instruction in given ?? [])
        {
            if (Read(instruction, out problem) is not { } one) return false;
            read.Add(one);
        }
        return true;
    }

    static Modification? Read(InstructionDto? dto, out string problem)
    {
        problem = "";
        switch (dto?.Type)
        {
            case "cancel": return Cancelled(dto, out problem);
            case "startBeforeActivity" or "startAfterActivity" or "startTransition": return Started(dto, out problem);
            default:
                problem = $"Expected the type of an instruction to be cancel, startBeforeActivity, startAfterActivity or startTransition, but found '{dto?.Type}'.";
                return null;
        }
    }

    static Modification? Cancelled(InstructionDto dto, out string problem)
    {
        var one = dto.ActivityInstanceId ?? dto.TransitionInstanceId;
        problem = (one is null) == (dto.ActivityId is null)
            ? "Expected an instruction of type cancel to name an activityId, an activityInstanceId or a transitionInstanceId, one of them."
            : "";
        if (problem.Length > 0) return null;
        if (one is null) return new CancelAll(Plain(dto.ActivityId!));
        if (Key(one) is { } key) return new CancelElement(key);
        problem = $"Expected the id of an activity instance, but '{one}' is none.";
        return null;
    }

    static StartInstruction? Started(InstructionDto dto, out string problem)
    {
        var isFlow = dto.Type == "startTransition";
        var target = isFlow ? dto.TransitionId : dto.ActivityId;
        problem = target is null ? $"Expected an instruction of type {dto.Type} to name {(isFlow ? "a transitionId" : "an activityId")}." : "";
        var ancestor = dto.AncestorActivityInstanceId ?? dto.AncestorTransitionInstanceId;
        if (ancestor is not null && Key(ancestor) is null) problem = $"Expected the id of an activity instance as ancestor, but '{ancestor}' is none.";
        if (problem.Length > 0 || !TryReadVariables(dto.Variables, out var variables, out problem)) return null;
        StartInstruction start = dto.Type switch
        {
            "startBeforeActivity" => new StartBefore(Plain(target!)),
            "startAfterActivity" => new StartAfter(Plain(target!)),
            _ => new TakeFlow(target!),
        };
        return start with { AncestorKey = ancestor is null ? null : Key(ancestor), Variables = [.. variables] };
    }

    static bool TryReadVariables(IReadOnlyDictionary<string, StartVariableDto>? given, out List<StartVariables> read, out string problem)
    {
        read = [];
        problem = "";
        foreach (var place in (given ?? new Dictionary<string, StartVariableDto>()).GroupBy(v => v.Value is { Local: true } ? VariablePlace.Local : VariablePlace.Nearest))
        {
            if (!VariableTypes.TryRead(place.ToDictionary(v => v.Key, v => (VariableDto)v.Value), out var variables, out problem)) return false;
            read.Add(new(variables, place.Key));
        }
        return true;
    }

    /// <summary>Camunda 7 names a loop as a whole after its activity.</summary>
    static string Plain(string activityId) => activityId.EndsWith("#multiInstanceBody", StringComparison.Ordinal) ? activityId[..activityId.LastIndexOf('#')] : activityId;

    /// <summary>Some clients write the activity in front, as Camunda 7 does.</summary>
    static long? Key(string instanceId) => PathKey.Read(instanceId[(instanceId.LastIndexOf(':') + 1)..]);
}

sealed record ModificationDto(IReadOnlyList<InstructionDto>? Instructions, string? Annotation, bool SkipCustomListeners = false, bool SkipIoMappings = false);

/// <param name="Type"><c>cancel</c>, <c>startBeforeActivity</c>, <c>startAfterActivity</c> or <c>startTransition</c>.</param>
/// <param name="AncestorActivityInstanceId">The instance, or a subprocess's activity instance, in which all between it and the activity is entered anew.</param>
sealed record InstructionDto(
    string? Type, string? ActivityId, string? TransitionId, string? ActivityInstanceId, string? TransitionInstanceId,
    string? AncestorActivityInstanceId, string? AncestorTransitionInstanceId, IReadOnlyDictionary<string, StartVariableDto>? Variables);

/// <summary>A variable that is set where a token is put.</summary>
sealed record StartVariableDto : VariableDto
{
    /// <summary>In the scope of what is started, rather than where the variable is, or the process.</summary>
    public bool Local { get; init; }
}
