using System.Globalization;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>Reads what is to become of a task. What is left out stays; an empty text removes a date, an empty list all candidates.</summary>
static class TaskChange
{
    public static bool TryRead(TaskChangesetDto? changeset, UserTaskRow task, out UserTaskChange change, out string problem)
    {
        change = new();
        problem = changeset is null ? "Expected a changeset, but there is none."
            : changeset.Others?.Keys.FirstOrDefault(k => k is not ("action" or "elementInstanceKey")) is { } other
                ? $"Expected a changeset of dueDate, followUpDate, candidateUsers, candidateGroups and priority, but found {other}, which cannot be changed here."
            : "";
        if (problem.Length > 0) return false;
        if (!TryRead("dueDate", changeset!.DueDate, out var due, out problem) || !TryRead("followUpDate", changeset.FollowUpDate, out var followUp, out problem)) return false;
        change = new()
        {
            Priority = changeset.Priority,
            CandidateUsers = Ids(changeset.CandidateUsers),
            CandidateGroups = Ids(changeset.CandidateGroups),
            Dates = changeset is { DueDate: null, FollowUpDate: null } ? null
                : new(changeset.DueDate is null ? task.DueAt : due, changeset.FollowUpDate is null ? task.FollowUpAt : followUp),
        };
        return true;
    }

    static EquatableArray<string>? Ids(IReadOnlyList<string>? ids) => ids is null ? null : [.. ids.Where(id => !string.IsNullOrEmpty(id))];

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

sealed record TaskChangesetDto(
    string? DueDate, string? FollowUpDate, IReadOnlyList<string>? CandidateUsers, IReadOnlyList<string>? CandidateGroups, int? Priority)
{
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
