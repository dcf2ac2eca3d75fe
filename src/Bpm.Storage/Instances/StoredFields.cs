using System.Globalization;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>
/// The fields of one stored object, read in any order, before it is known what they make. Fields that this program does
/// not know are passed over, so that a newer one may add some.
/// </summary>
ref struct StoredFields
{
    public string? Event, Id, State, Kind, Name, Type, Flow, Text, Code, CaughtBy, User, From, Action, Every, BusinessKey, StartedBy, Reason, Role, Correlation, Bound, Owner, Delegation, Url;
    public long Key, Element, Scope, Escalation, Decision, Comment, Attachment, Size;
    public long? Job, By, Caller, Resumed;
    public int Count, Priority, Retries, Repeats, Version, Definition, Total, Started, Completed;
    public bool Waits, Ended, Keeps, Answers, IsNew;
    public int? Step, Loop, GivenPriority;
    public int Order;
    public DateTimeOffset? At, Due, FollowUp, Planned;
    public EquatableArray<string> Users, Groups, NoUsers, NoGroups, Flows, Large, Instructions;
    public EquatableArray<OpenEscalation> Escalations;
    public EquatableArray<TracedDecision> Trace;
    public EquatableArray<SetWhileSuspended> Changed;
    public List<KeyValuePair<string, FeelValue>>? Variables;
    public FeelValue? Value;
    public StoredLoop? LoopState;
    public UserTaskCommand? Wish;
    public UserTaskChange? Change;
    public TaskCorrection? Correction;

    /// <summary>What the element instance is of its element; most say nothing.</summary>
    public readonly ElementRole ElementRole => Role is null ? ElementRole.Single : StoredName.Parse<ElementRole>(Role);

    public readonly DelegationState? DelegationState => Delegation is null ? null : StoredName.Parse<DelegationState>(Delegation);

    public readonly VariableSet VariableSet => Variables is null ? VariableSet.Empty : new([.. Variables]);

    /// <summary>Reads the object that the reader stands at the start of.</summary>
    public static StoredFields Read(ref Utf8JsonReader reader, long origin)
    {
        var fields = new StoredFields { Key = origin, Element = origin, Scope = origin };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            fields.ReadField(ref reader, origin);
        }

        return fields;
    }

    void ReadField(ref Utf8JsonReader r, long origin)
    {
        var name = r.ValueSpan;
        if (name.SequenceEqual("e"u8)) { r.Read(); Event = r.GetString(); }
        else if (name.SequenceEqual("key"u8)) { r.Read(); Key = origin + r.GetInt64(); }
        else if (name.SequenceEqual("id"u8)) { r.Read(); Id = r.GetString(); }
        else if (name.SequenceEqual("scope"u8)) { r.Read(); Scope = origin + r.GetInt64(); }
        else if (name.SequenceEqual("state"u8)) { r.Read(); State = r.GetString(); }
        else if (name.SequenceEqual("flow"u8)) { r.Read(); Flow = r.GetString(); }
        else if (name.SequenceEqual("flows"u8)) { r.Read(); Flows = StoredJson.ReadTexts(ref r); }
        else if (name.SequenceEqual("at"u8)) { r.Read(); At = StoredJson.ReadInstant(ref r); }
        else if (name.SequenceEqual("count"u8)) { r.Read(); Count = r.GetInt32(); }
        else if (name.SequenceEqual("name"u8)) { r.Read(); Name = r.GetString(); }
        else if (name.SequenceEqual("value"u8)) { r.Read(); Value = FeelJson.Read(ref r, tagged: true); }
        else if (name.SequenceEqual("decision"u8)) { r.Read(); Decision = r.GetInt64(); }
        else if (name.SequenceEqual("version"u8)) { r.Read(); Version = r.GetInt32(); }
        else if (name.SequenceEqual("trace"u8)) { r.Read(); Trace = DecisionTraceJson.Read(ref r); }
        else if (name.SequenceEqual("variables"u8)) { r.Read(); Variables = ReadVariables(ref r); }
        else if (name.SequenceEqual("created"u8)) { r.Read(); At = StoredJson.ReadInstant(ref r); }
        else if (name.SequenceEqual("due"u8)) { r.Read(); Due = StoredJson.ReadInstant(ref r); }
        else if (name.SequenceEqual("followUp"u8)) { r.Read(); FollowUp = StoredJson.ReadInstant(ref r); }
        else if (name.SequenceEqual("user"u8) || name.SequenceEqual("assignee"u8)) { r.Read(); User = r.GetString(); }
        else if (name.SequenceEqual("users"u8)) { r.Read(); Users = StoredJson.ReadTexts(ref r); }
        else if (name.SequenceEqual("groups"u8)) { r.Read(); Groups = StoredJson.ReadTexts(ref r); }
        else if (name.SequenceEqual("priority"u8)) { r.Read(); GivenPriority = Priority = r.GetInt32(); }
        else if (name.SequenceEqual("element"u8)) { r.Read(); Element = origin + r.GetInt64(); }
        else if (name.SequenceEqual("job"u8)) { r.Read(); Job = origin + r.GetInt64(); }
        else if (name.SequenceEqual("kind"u8)) { r.Read(); Kind = r.GetString(); }
        else if (name.SequenceEqual("type"u8)) { r.Read(); Type = r.GetString(); }
        else if (name.SequenceEqual("retries"u8)) { r.Read(); Retries = r.GetInt32(); }
        else if (name.SequenceEqual("repeats"u8)) { r.Read(); Repeats = r.GetInt32(); }
        else if (name.SequenceEqual("every"u8)) { r.Read(); Every = r.GetString(); }
        else if (name.SequenceEqual("step"u8)) { r.Read(); Step = r.GetInt32(); }
        else if (name.SequenceEqual("message"u8) || name.SequenceEqual("text"u8)) { r.Read(); Text = r.GetString(); }
        else if (name.SequenceEqual("code"u8)) { r.Read(); Code = r.GetString(); }
        else if (name.SequenceEqual("caughtBy"u8)) { r.Read(); CaughtBy = r.GetString(); }
        else if (name.SequenceEqual("reason"u8)) { r.Read(); Reason = r.GetString(); }
        else if (name.SequenceEqual("from"u8)) { r.Read(); From = r.GetString(); }
        else if (name.SequenceEqual("action"u8)) { r.Read(); Action = r.GetString(); }
        else if (name.SequenceEqual("escalation"u8)) { r.Read(); Escalation = origin + r.GetInt64(); }
        else if (name.SequenceEqual("escalations"u8)) { r.Read(); Escalations = ReadEscalations(ref r, origin); }
        else if (name.SequenceEqual("businessKey"u8)) { r.Read(); BusinessKey = r.GetString(); }
        else if (name.SequenceEqual("startedBy"u8)) { r.Read(); StartedBy = r.GetString(); }
        else if (!ReadEventField(ref r, name, origin)) { r.Read(); r.Skip(); }
    }

    bool ReadEventField(ref Utf8JsonReader r, ReadOnlySpan<byte> name, long origin)
    {
        if (name.SequenceEqual("role"u8)) { r.Read(); Role = r.GetString(); }
        else if (name.SequenceEqual("loop"u8)) { r.Read(); Loop = r.GetInt32(); }
        else if (name.SequenceEqual("planned"u8)) { r.Read(); Planned = StoredJson.ReadInstant(ref r); }
        else if (name.SequenceEqual("by"u8)) { r.Read(); By = origin + r.GetInt64(); }
        else if (name.SequenceEqual("caller"u8)) { r.Read(); Caller = r.GetInt64(); }
        else if (name.SequenceEqual("resumed"u8)) { r.Read(); Resumed = origin + r.GetInt64(); }
        else if (name.SequenceEqual("correlation"u8)) { r.Read(); Correlation = r.GetString(); }
        else if (name.SequenceEqual("bound"u8)) { r.Read(); Bound = r.GetString(); }
        else if (name.SequenceEqual("definition"u8)) { r.Read(); Definition = r.GetInt32(); }
        else if (name.SequenceEqual("total"u8)) { r.Read(); Total = r.GetInt32(); }
        else if (name.SequenceEqual("started"u8)) { r.Read(); Started = r.GetInt32(); }
        else if (name.SequenceEqual("completed"u8)) { r.Read(); Completed = r.GetInt32(); }
        else if (name.SequenceEqual("order"u8)) { r.Read(); Order = r.GetInt32(); }
        else if (name.SequenceEqual("large"u8)) { r.Read(); Large = StoredJson.ReadTexts(ref r); }
        else if (name.SequenceEqual("instructions"u8)) { r.Read(); Instructions = StoredJson.ReadTexts(ref r); }
        else if (name.SequenceEqual("comment"u8)) { r.Read(); Comment = r.GetInt64(); }
        else if (name.SequenceEqual("attachment"u8)) { r.Read(); Attachment = origin + r.GetInt64(); }
        else if (name.SequenceEqual("size"u8)) { r.Read(); Size = r.GetInt64(); }
        else if (name.SequenceEqual("url"u8)) { r.Read(); Url = r.GetString(); }
        else if (name.SequenceEqual("owner"u8)) { r.Read(); Owner = r.GetString(); }
        else if (name.SequenceEqual("delegation"u8)) { r.Read(); Delegation = r.GetString(); }
        else if (name.SequenceEqual("noUsers"u8)) { r.Read(); NoUsers = StoredJson.ReadTexts(ref r); }
        else if (name.SequenceEqual("noGroups"u8)) { r.Read(); NoGroups = StoredJson.ReadTexts(ref r); }
        else if (name.SequenceEqual("waits"u8)) { r.Read(); Waits = r.GetBoolean(); }
        else if (name.SequenceEqual("ended"u8)) { r.Read(); Ended = r.GetBoolean(); }
        else if (name.SequenceEqual("keeps"u8)) { r.Read(); Keeps = r.GetBoolean(); }
        else if (name.SequenceEqual("answers"u8)) { r.Read(); Answers = r.GetBoolean(); }
        else if (name.SequenceEqual("isNew"u8)) { r.Read(); IsNew = r.GetBoolean(); }
        else if (name.SequenceEqual("changed"u8)) { r.Read(); Changed = ReadChanged(ref r, origin); }
        else if (name.SequenceEqual("wish"u8)) { r.Read(); Wish = TaskWishJson.ReadWish(ref r, origin); }
        else if (name.SequenceEqual("change"u8)) { r.Read(); Change = TaskWishJson.ReadChange(ref r); }
        else if (name.SequenceEqual("correction"u8)) { r.Read(); Correction = TaskWishJson.ReadCorrection(ref r); }
        else if (name.SequenceEqual("loopState"u8)) { r.Read(); LoopState = ReadLoop(ref r, origin); }
        else return false;
        return true;
    }

    static StoredLoop ReadLoop(ref Utf8JsonReader reader, long origin)
    {
        var f = Read(ref reader, origin);
        // Until format 2 the values stood here, the results named by their loop counter.
        List<KeyValuePair<int, FeelValue>> values = [.. (f.Variables ?? []).Select(r => KeyValuePair.Create(int.Parse(r.Key, CultureInfo.InvariantCulture), r.Value))];
        if (f.Value is { } items) values.Insert(0, new(LoopValue.Items, items));
        return new(new(f.Total, f.Started, f.Completed), values);
    }

    static List<KeyValuePair<string, FeelValue>> ReadVariables(ref Utf8JsonReader reader)
    {
        List<KeyValuePair<string, FeelValue>> variables = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            variables.Add(new(name, FeelJson.Read(ref reader, tagged: true)));
        }

        return variables;
    }

    static EquatableArray<SetWhileSuspended> ReadChanged(ref Utf8JsonReader reader, long origin)
    {
        List<SetWhileSuspended> changed = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var f = Read(ref reader, origin);
            changed.Add(new(f.Scope, f.Name!, f.IsNew));
        }

        return new([.. changed]);
    }

    static EquatableArray<OpenEscalation> ReadEscalations(ref Utf8JsonReader reader, long origin)
    {
        List<OpenEscalation> escalations = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var f = Read(ref reader, origin);
            // Snapshots of before have no action: the one that gives the fewest rights is meant.
            var action = f.Action is { } named ? StoredName.Parse<Model.EscalationAction>(named) : Model.EscalationAction.Notify;
            escalations.Add(new(f.Key, action, StoredName.Parse<Model.EscalationTargetKind>(f.Kind!), f.Id!, f.From));
        }

        return new([.. escalations]);
    }
}

/// <summary>A loop as it was read, with the values that older snapshots hold themselves.</summary>
sealed record StoredLoop(LoopSnapshot Snapshot, IReadOnlyList<KeyValuePair<int, FeelValue>> Values);
