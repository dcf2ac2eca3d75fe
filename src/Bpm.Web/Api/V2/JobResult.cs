using System.Text.Json;

namespace Bpm.Web.Api.V2;

/// <summary>What a listener's job says beyond its variables.</summary>
static class JobResult
{
    /// <summary>What is asked for that the engine cannot do; null when nothing is.</summary>
    public static string? Problem(JobResultDto? result)
    {
        if (result is null) return null;
        if (result.Denied == true) return "Expected no result.denied: a listener cannot refuse what happens to a task here.";
        if (Says(result.Corrections)) return "Expected no result.corrections: a listener cannot change its task here. Change it by PATCH /v2/user-tasks/{userTaskKey}.";
        return result.Type == "adHocSubProcess" ? "Expected no result of the type adHocSubProcess: people choose the activities of an ad-hoc subprocess here." : null;
    }

    static bool Says(JsonElement corrections) =>
        corrections.ValueKind == JsonValueKind.Object && corrections.EnumerateObject().Any(c => c.Value.ValueKind != JsonValueKind.Null);
}

sealed record JobResultDto(string? Type, bool? Denied, string? DeniedReason, JsonElement Corrections);
