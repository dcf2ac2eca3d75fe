using System.Globalization;
using System.Text.Json;
using Bpm.Engine;

namespace Bpm.Web.Api.V2;

/// <summary>What a task listener's job says beyond its variables: that it denies what is wished for its task, or what it corrects.</summary>
static class JobResult
{
    const string Fields = "assignee, dueDate, followUpDate, candidateUsers, candidateGroups and priority";

    /// <summary>Null when nothing is said.</summary>
    public static bool TryRead(JobResultDto? result, out ListenerVerdict? verdict, out string problem)
    {
        (verdict, problem) = (null, "");
        if (result is null) return true;
        if (result.Type == "adHocSubProcess") problem = "Expected no result of the type adHocSubProcess: people choose the activities of an ad-hoc subprocess here.";
        var corrections = TaskCorrection.None;
        if (problem.Length > 0 || !TryRead(result.Corrections, ref corrections, ref problem)) return false;
        if (result.Denied == true || corrections != TaskCorrection.None) verdict = new(result.Denied == true, result.Denied == true ? result.DeniedReason : null, corrections);
        return true;
    }

    static bool TryRead(JsonElement json, ref TaskCorrection corrections, ref string problem)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return true;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problem = $"Expected result.corrections to be an object of {Fields}, but found {json.ValueKind}.";
            return false;
        }
        // What is null stays as it is.
        foreach (var given in json.EnumerateObject().Where(c => c.Value.ValueKind != JsonValueKind.Null))
        {
            if (Corrected(corrections, given) is not { } corrected)
            {
                problem = $"Expected result.corrections of {Fields}, but found {given.Name} with {given.Value.GetRawText()}.";
                return false;
            }
            corrections = corrected;
        }
        return true;
    }

    static TaskCorrection? Corrected(TaskCorrection corrections, JsonProperty given) => (given.Name, given.Value.ValueKind) switch
    {
        ("assignee", JsonValueKind.String) => corrections with { Assignee = given.Value.GetString() },
        ("dueDate", JsonValueKind.String) => Date(given.Value) is { } due ? corrections with { DueDate = due } : null,
        ("followUpDate", JsonValueKind.String) => Date(given.Value) is { } followUp ? corrections with { FollowUpDate = followUp } : null,
        ("candidateUsers", JsonValueKind.Array) => Ids(given.Value) is { } users ? corrections with { CandidateUsers = users } : null,
        ("candidateGroups", JsonValueKind.Array) => Ids(given.Value) is { } groups ? corrections with { CandidateGroups = groups } : null,
        ("priority", JsonValueKind.Number) => given.Value.TryGetInt32(out var priority) ? corrections with { Priority = priority } : null,
        _ => null,
    };

    /// <summary>An empty text takes the date away.</summary>
    static NewInstant? Date(JsonElement value)
    {
        if (value.GetString() is not { Length: > 0 } text) return new NewInstant(null);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? new NewInstant(DateTimeOffset.FromUnixTimeMilliseconds(read.ToUnixTimeMilliseconds()))
            : null;
    }

    static EquatableArray<string>? Ids(JsonElement list) =>
        list.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) ? [.. list.EnumerateArray().Select(i => i.GetString()!).Where(i => i.Length > 0).Distinct()] : null;
}

sealed record JobResultDto(string? Type, bool? Denied, string? DeniedReason, JsonElement Corrections);
