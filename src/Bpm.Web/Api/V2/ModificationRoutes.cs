using System.Text.Json;
using System.Text.Json.Serialization;
using Bpm.Engine;
using Bpm.Runtime;

namespace Bpm.Web.Api.V2;

/// <summary>Moving the tokens of a running instance by hand: what is activated comes first, then what is terminated.</summary>
static class ModificationRoutes
{
    public static async Task<IResult> Run(PathKey processInstanceKey, Body<ModifyInstanceDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var wish = body.Value;
        if (wish.MoveInstructions is { Count: > 0 }) return Answers.Invalid("Expected no moveInstructions: say what to activate and what to terminate instead.");
        return TryRead(wish, out var instructions, out var problem)
            ? Answers.Of(await engine.Modify(caller.Actor, processInstanceKey.Value, instructions, null, ct))
            : Answers.Invalid(problem);
    }

    /// <summary>Where a new instance begins instead of at its start event.</summary>
    public static bool TryRead(IReadOnlyList<StartInstructionDto>? given, out List<StartInstruction> read, out string problem)
    {
        (read, problem) = ([], "");
        foreach (var start in given ?? [])
        {
            if (string.IsNullOrEmpty(start?.ElementId))
            {
                problem = "Expected an elementId in each of the startInstructions, but there is none.";
                return false;
            }
            read.Add(new StartBefore(start.ElementId));
        }
        return true;
    }

    static bool TryRead(ModifyInstanceDto wish, out List<Modification> read, out string problem)
    {
        (read, problem) = ([], "");
        foreach (var activate in wish.ActivateInstructions ?? [])
        {
            if (Activated(activate, out problem) is not { } start) return false;
            read.Add(start);
        }
        foreach (var terminate in wish.TerminateInstructions ?? [])
        {
            if (Terminated(terminate) is not { } cancel)
            {
                problem = "Expected an elementInstanceKey or an elementId in each of the terminateInstructions, one of them.";
                return false;
            }
            read.Add(cancel);
        }
        return true;
    }

    static StartBefore? Activated(ActivateDto? activate, out string problem)
    {
        problem = string.IsNullOrEmpty(activate?.ElementId) ? "Expected an elementId in each of the activateInstructions, but there is none." : "";
        if (problem.Length > 0) return null;
        // Camunda 8 says -1 for "any".
        long? ancestor = activate!.AncestorElementInstanceKey is null or "" or "-1" ? null : PathKey.Read(activate.AncestorElementInstanceKey) ?? -1;
        List<StartVariables> variables = [];
        foreach (var given in activate.VariableInstructions ?? [])
        {
            if (!PlainVariables.TryRead(given?.Variables, out var read, out problem)) return null;
            variables.Add(new(read, ScopeId: string.IsNullOrEmpty(given?.ScopeId) ? null : given.ScopeId));
        }
        return new StartBefore(activate.ElementId!) { AncestorKey = ancestor, Variables = [.. variables] };
    }

    static Modification? Terminated(TerminateDto? terminate) => terminate switch
    {
        { ElementInstanceKey: { } key, ElementId: null } => new CancelElement(PathKey.Read(key) ?? -1),
        { ElementInstanceKey: null, ElementId: { } id } => new CancelAll(id),
        _ => null,
    };
}

/// <param name="OperationReference">The caller's own number, which is not kept.</param>
sealed record ModifyInstanceDto(
    IReadOnlyList<ActivateDto>? ActivateInstructions, IReadOnlyList<TerminateDto>? TerminateInstructions, IReadOnlyList<JsonElement>? MoveInstructions, long? OperationReference);

/// <param name="AncestorElementInstanceKey">The scope in which all scopes further in are entered anew; none, or -1, for the one that is there.</param>
sealed record ActivateDto(
    string? ElementId, [property: JsonConverter(typeof(KeyText))] string? AncestorElementInstanceKey, IReadOnlyList<VariableInstructionDto>? VariableInstructions);

/// <param name="ScopeId">The element, or a scope around it; none for the process instance.</param>
sealed record VariableInstructionDto(IReadOnlyDictionary<string, JsonElement>? Variables, string? ScopeId);

sealed record TerminateDto([property: JsonConverter(typeof(KeyText))] string? ElementInstanceKey, string? ElementId);

sealed record StartInstructionDto(string? ElementId);
