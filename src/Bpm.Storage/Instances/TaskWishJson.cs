using System.Diagnostics;
using System.Text.Json;
using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>The stored form of what is wished for a user task while its listeners are asked, and of what they correct.</summary>
static class TaskWishJson
{
    public static void Write(Utf8JsonWriter w, UserTaskCommand wish, long origin)
    {
        w.WriteStartObject("wish");
        w.WriteNumber("key", wish.TaskKey - origin);
        w.Instant("at", wish.At);
        w.Text("from", wish.Actor);
        switch (wish)
        {
            case ClaimUserTask e: Kind("claim"); w.WriteString("user", e.UserId); break;
            case ReleaseUserTask: Kind("release"); break;
            case AssignUserTask e: Kind("assign"); w.Text("user", e.UserId); w.Text("reason", e.Reason); break;
            case DelegateUserTask e: Kind("delegate"); w.WriteString("user", e.UserId); w.Text("reason", e.Reason); break;
            case ResolveUserTask e: Kind("resolve"); w.Variables(e.Variables); w.Text("reason", e.Reason); break;
            case PushBackUserTask e: Kind("pushBack"); w.Text("reason", e.Reason); break;
            case CompleteUserTask e: Kind("complete"); w.Variables(e.Variables); break;
            case RescheduleUserTask e: Kind("reschedule"); w.Instant("due", e.DueDate); w.Instant("followUp", e.FollowUpDate); w.Text("reason", e.Reason); break;
            case UpdateUserTask e: Kind("update"); Write(w, e.Change); break;
            default: throw new UnreachableException($"No listener is asked about {wish.GetType().Name}.");
        }

        w.WriteEndObject();

        void Kind(string kind) => w.WriteString("kind", kind);
    }

    public static UserTaskCommand ReadWish(ref Utf8JsonReader reader, long origin)
    {
        var f = StoredFields.Read(ref reader, origin);
        var (at, by) = (f.At ?? default, f.From);
        return f.Kind switch
        {
            "claim" => new ClaimUserTask(f.Key, f.User!) { At = at, Actor = by },
            "release" => new ReleaseUserTask(f.Key) { At = at, Actor = by },
            "assign" => new AssignUserTask(f.Key, f.User, f.Reason) { At = at, Actor = by },
            "delegate" => new DelegateUserTask(f.Key, f.User!, f.Reason) { At = at, Actor = by },
            "resolve" => new ResolveUserTask(f.Key, f.VariableSet, f.Reason) { At = at, Actor = by },
            "pushBack" => new PushBackUserTask(f.Key, f.Reason) { At = at, Actor = by },
            "complete" => new CompleteUserTask(f.Key, f.VariableSet) { At = at, Actor = by },
            "reschedule" => new RescheduleUserTask(f.Key, f.Due, f.FollowUp, f.Reason) { At = at, Actor = by },
            "update" => new UpdateUserTask(f.Key, f.Change ?? new()) { At = at, Actor = by },
            _ => throw new FormatException($"Expected a wish for a user task, but found '{f.Kind}': a newer release has saved it."),
        };
    }

    public static void Write(Utf8JsonWriter w, TaskCorrection correction)
    {
        w.WriteStartObject("correction");
        w.Text("user", correction.Assignee);
        w.Number("priority", correction.Priority);
        Date(w, "due", correction.DueDate is not null, correction.DueDate?.To);
        Date(w, "followUp", correction.FollowUpDate is not null, correction.FollowUpDate?.To);
        Candidates(w, correction.CandidateUsers, correction.CandidateGroups);
        w.WriteEndObject();
    }

    public static TaskCorrection ReadCorrection(ref Utf8JsonReader reader)
    {
        var c = TaskCorrection.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            c = name switch
            {
                "user" => c with { Assignee = reader.GetString() },
                "priority" => c with { Priority = reader.GetInt32() },
                "due" => c with { DueDate = new(ReadDate(ref reader)) },
                "followUp" => c with { FollowUpDate = new(ReadDate(ref reader)) },
                "candidateUsers" => c with { CandidateUsers = StoredJson.ReadTexts(ref reader) },
                "candidateGroups" => c with { CandidateGroups = StoredJson.ReadTexts(ref reader) },
                _ => Passed(ref reader, c),
            };
        }

        return c;
    }

    static void Write(Utf8JsonWriter w, UserTaskChange change)
    {
        w.WriteStartObject("change");
        w.Text("name", change.Name);
        w.Text("text", change.Description);
        w.Text("user", change.Assignee);
        w.Text("owner", change.Owner);
        w.Text("delegation", change.Delegation is { } delegation ? StoredName.Of(delegation) : null);
        w.Number("priority", change.Priority);
        Date(w, "due", change.Dates is not null, change.Dates?.Due);
        Date(w, "followUp", change.Dates is not null, change.Dates?.FollowUp);
        Candidates(w, change.CandidateUsers, change.CandidateGroups);
        w.Texts("users", change.AddedUsers);
        w.Texts("groups", change.AddedGroups);
        w.Texts("noUsers", change.RemovedUsers);
        w.Texts("noGroups", change.RemovedGroups);
        w.WriteEndObject();
    }

    public static UserTaskChange ReadChange(ref Utf8JsonReader reader)
    {
        var c = new UserTaskChange();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            c = name switch
            {
                "name" => c with { Name = reader.GetString() },
                "text" => c with { Description = reader.GetString() },
                "user" => c with { Assignee = reader.GetString() },
                "owner" => c with { Owner = reader.GetString() },
                "delegation" => c with { Delegation = StoredName.Parse<DelegationState>(reader.GetString()!) },
                "priority" => c with { Priority = reader.GetInt32() },
                "due" => c with { Dates = new(ReadDate(ref reader), c.Dates?.FollowUp) },
                "followUp" => c with { Dates = new(c.Dates?.Due, ReadDate(ref reader)) },
                "candidateUsers" => c with { CandidateUsers = StoredJson.ReadTexts(ref reader) },
                "candidateGroups" => c with { CandidateGroups = StoredJson.ReadTexts(ref reader) },
                "users" => c with { AddedUsers = StoredJson.ReadTexts(ref reader) },
                "groups" => c with { AddedGroups = StoredJson.ReadTexts(ref reader) },
                "noUsers" => c with { RemovedUsers = StoredJson.ReadTexts(ref reader) },
                "noGroups" => c with { RemovedGroups = StoredJson.ReadTexts(ref reader) },
                _ => Passed(ref reader, c),
            };
        }

        return c;
    }

    /// <summary>A date that is taken away is there, and null.</summary>
    static void Date(Utf8JsonWriter w, string name, bool isGiven, DateTimeOffset? to)
    {
        if (isGiven && to is null) w.WriteNull(name);
        else w.Instant(name, to);
    }

    static DateTimeOffset? ReadDate(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : StoredJson.ReadInstant(ref reader);

    /// <summary>No candidates at all are something else than those that are there.</summary>
    static void Candidates(Utf8JsonWriter w, EquatableArray<string>? users, EquatableArray<string>? groups)
    {
        foreach (var (name, ids) in new[] { ("candidateUsers", users), ("candidateGroups", groups) })
        {
            if (ids is not { } all) continue;
            w.WriteStartArray(name);
            foreach (var id in all) w.WriteStringValue(id);
            w.WriteEndArray();
        }
    }

    static T Passed<T>(ref Utf8JsonReader reader, T read)
    {
        reader.Skip();
        return read;
    }
}
