using System.Globalization;
using System.Text.Json;
using Bpm.Runtime;

namespace Bpm.Web.Api.V2;

/// <summary>Reads what is to become of a task's dates. A date left out stays; an empty text removes it.</summary>
static class TaskDateChange
{
    public static bool TryRead(TaskChangesetDto? changeset, out Func<TaskDates, TaskDates> change, out string problem)
    {
        change = dates => dates;
        problem = changeset is null ? "Expected a changeset, but there is none."
            : changeset.Others?.Keys.FirstOrDefault(k => k is not ("action" or "elementInstanceKey")) is { } other
                ? $"Expected a changeset of dueDate and followUpDate, but found {other}, which cannot be changed here."
            : "";
        if (problem.Length > 0) return false;
        if (!TryRead("dueDate", changeset!.DueDate, out var due, out problem) || !TryRead("followUpDate", changeset.FollowUpDate, out var followUp, out problem)) return false;
        change = dates => new(changeset.DueDate is null ? dates.Due : due, changeset.FollowUpDate is null ? dates.FollowUp : followUp);
        return true;
    }

    static bool TryRead(string name, string? text, out DateTimeOffset? date, out string problem)
    {
        (date, problem) = (null, "");
        if (string.IsNullOrEmpty(text)) return true;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
        {
            date = DateTimeOffset.FromUnixTimeMilliseconds(read.ToUnixTimeMilliseconds());
            return true;
        }
        problem = $"Expected an instant such as 2026-01-31T12:00:00Z for {name}, but found '{text}'.";
        return false;
    }
}

sealed record TaskChangesetDto(string? DueDate, string? FollowUpDate)
{
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
