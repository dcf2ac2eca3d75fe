using System.Text.Json;
using System.Xml;
using Bpm.Feel;

namespace Bpm.Conformance.Tests;

/// <summary>Carries out one case through a door and says where it differs first, or that it passes.</summary>
static class CaseRunner
{
    public static async Task<CaseResult> Run(ConformanceCase @case, IDoor door)
    {
        List<string> inferred = [];
        try
        {
            return new CaseResult(@case, await Failure(@case, door, inferred), inferred);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new CaseResult(@case, $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}", inferred);
        }
    }

    static async Task<string?> Failure(ConformanceCase @case, IDoor door, List<string> inferred)
    {
        var errors = await door.Deploy(@case);
        if (@case.MustBeRejected) return errors.Count > 0 ? null : "deploy: expected the model to be refused, but it was accepted";
        var final = @case.Json.TryGetProperty("expect", out var expect) ? expect : default;
        if (errors.Count > 0) return FailureKind(final) == "deploy-or-runtime" ? null : $"deploy: {string.Join(" | ", errors)}";

        if (@case.Start is { } start)
        {
            var refusal = await door.Start(start.GetProperty("process").GetString()!, Variables(start), Text(start, "businessKey"));
            if (await Check("start", start, refusal, door, inferred) is { } wrong) return IsFailure(final) && refusal is not null ? null : wrong;
        }
        var number = 0;
        foreach (var step in @case.Steps)
        {
            number++;
            var refusal = await Do(step, door);
            var isLast = number == @case.Steps.Count();
            if (refusal is not null && isLast && IsFailure(final)) return null;
            if (await Check($"step {number} {Describe(step)}", step, refusal, door, inferred) is { } wrong) return wrong;
        }
        if (final.ValueKind != JsonValueKind.Object) return null;
        return await CheckAll("end", final, @case.Json, null, door, inferred);
    }

    static Task<string?> Check(string where, JsonElement step, string? refusal, IDoor door, List<string> inferred)
    {
        var expect = step.TryGetProperty("expect", out var own) ? own : default;
        if (expect.ValueKind != JsonValueKind.Object && refusal is not null) return Task.FromResult<string?>($"{where}: refused: {refusal}");
        return expect.ValueKind == JsonValueKind.Object ? CheckAll(where, expect, step, refusal, door, inferred) : Inferred(where, step, door, inferred);
    }

    static async Task<string?> CheckAll(string where, JsonElement expect, JsonElement owner, string? refusal, IDoor door, List<string> inferred)
    {
        var kind = FailureKind(expect);
        var seen = await door.Observe();
        if (kind is null && refusal is not null) return $"{where}: refused: {refusal}";
        if (kind is "true" or "deploy-or-runtime" && refusal is null && seen.Incidents.Count == 0) return $"{where}: expected a failure, but there is none";
        if (kind is "true") return null;
        if (kind is "rejected" && refusal is null) return $"{where}: expected a refusal, but it was accepted";
        if (Expectations.Differs(expect, seen) is { } difference) return $"{where}: {difference}";
        return await Inferred(where, owner, door, inferred);
    }

    static async Task<string?> Inferred(string where, JsonElement owner, IDoor door, List<string> inferred)
    {
        if (owner.TryGetProperty("inferred", out var facts) && facts.ValueKind == JsonValueKind.Object
            && Expectations.Differs(facts, await door.Observe()) is { } difference) inferred.Add($"{where}: {difference}");
        return null;
    }

    static string? FailureKind(JsonElement expect) =>
        expect.ValueKind != JsonValueKind.Object || !expect.TryGetProperty("failure", out var failure) ? null
        : failure.ValueKind == JsonValueKind.True ? "true"
        : failure.TryGetProperty("kind", out var kind) ? kind.GetString() : null;

    static bool IsFailure(JsonElement expect) => FailureKind(expect) is "true" or "no-subscription" or "deploy-or-runtime";

    static async Task<string?> Do(JsonElement step, IDoor door)
    {
        var variables = Variables(step);
        if (Text(step, "start") is { } process) return await door.Start(process, variables, Text(step, "businessKey"));
        if (Text(step, "complete") is { } task) return await door.CompleteTask(task, step.TryGetProperty("where", out var where) ? Context(where) : null, variables);
        if (Text(step, "claim") is { } claimed) return await door.Claim(claimed, Text(step, "user")!);
        if (Text(step, "completeJob") is { } job) return await door.CompleteJob(job, variables);
        if (Text(step, "failJob") is { } failed) return await door.FailJob(failed, Text(step, "message") ?? "failed", step.TryGetProperty("retries", out var retries) ? retries.GetInt32() : 0);
        if (step.TryGetProperty("throwError", out var error)) return await door.ThrowJobError(Text(error, "job")!, Text(error, "code")!, Text(error, "message"), variables);
        if (step.TryGetProperty("taskError", out var taskError)) return await door.ThrowTaskError(Text(taskError, "element")!, Text(taskError, "code")!, variables);
        if (step.TryGetProperty("taskEscalation", out var escalation)) return await door.ThrowTaskEscalation(Text(escalation, "element")!, Text(escalation, "code")!, variables);
        if (Text(step, "trigger") is { } triggered) return await door.Trigger(triggered, variables);
        if (Text(step, "message") is { } message)
            return await door.Message(message, step.TryGetProperty("correlation", out var keys) ? Context(keys) : null, Text(step, "businessKey"), variables);
        if (Text(step, "signal") is { } signal) return await door.Signal(signal, variables);
        if (step.TryGetProperty("setVariables", out var set)) return await door.SetVariables(step.TryGetProperty("instance", out var instance) ? instance.GetInt32() : 0, Context(set));
        if (step.TryGetProperty("cancel", out _)) return await door.Cancel();
        if (Text(step, "enable") is { } enabled) return await door.Enable(enabled, variables);
        if (Text(step, "completeAdHoc") is { } adHoc) return await door.CompleteAdHoc(adHoc);
        if (Text(step, "advance") is { } duration)
        {
            await door.Advance(XmlConvert.ToTimeSpan(duration));
            return null;
        }
        return $"unknown step {step}";
    }

    static string Describe(JsonElement step) => string.Join(' ', step.EnumerateObject().Where(p => p.Name is not ("expect" or "inferred")).Take(1).Select(p => $"{p.Name} {p.Value.ToString().ReplaceLineEndings("")}"));

    static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static FeelContext Variables(JsonElement element) => element.TryGetProperty("variables", out var variables) ? Context(variables) : FeelContext.Empty;

    static FeelContext Context(JsonElement element) => FeelJson.FromJson(element) as FeelContext ?? FeelContext.Empty;
}

/// <param name="Failure">Where the case differs first; null when it passes.</param>
/// <param name="Inferred">Facts that the source does not assert and that differ.</param>
sealed record CaseResult(ConformanceCase Case, string? Failure, IReadOnlyList<string> Inferred);
