using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>
/// The stored form of an <see cref="InstanceSnapshot"/>. "v" is the format: a change that older programs could not read
/// raises it, and gets a step here that reads the older form.
/// <para>
/// It is stored in parts (see <see cref="InstanceKey.PartOf"/>): the first with the instance itself in its row, so that
/// most instances have no other, and each of the others in a row of its own. What a loop goes over and collects has rows
/// of its own; a large value of a variable is only named, for it stands in the table of variables already. So a step
/// writes what it changes, however much the instance holds. Until format 2 all of it was in the instance's row.
/// </para>
/// </summary>
static class SnapshotJson
{
    public const int Format = 3;

    /// <summary>The first part, with what concerns the instance as a whole.</summary>
    public static byte[] Write(InstanceSnapshot snapshot) => StoredJson.Write(snapshot, Write);

    /// <summary>Another part; null when it is empty.</summary>
    public static byte[]? WritePart(InstanceSnapshot snapshot)
    {
        var json = StoredJson.Write(snapshot, static (w, s) =>
        {
            w.WriteStartObject();
            WriteLists(w, s);
            w.WriteEndObject();
        });
        return json.Length > "{}".Length ? json : null;
    }

    public static StoredSnapshot Read(ReadOnlySpan<byte> json, long instanceKey) => SnapshotReading.Read(json, instanceKey);

    static void Write(Utf8JsonWriter w, InstanceSnapshot s)
    {
        w.WriteStartObject();
        w.WriteNumber("v", Format);
        w.WriteString("state", StoredName.Of(s.State));
        w.Text("businessKey", s.BusinessKey);
        w.Text("startedBy", s.StartedBy);
        w.Instant("startedAt", s.StartedAt);
        w.WriteNumber("last", s.LastSequence);
        w.Number("caller", s.CallerKey);
        w.Number("depth", s.CallDepth == 0 ? null : s.CallDepth);
        if (s.Suspension is { } suspension)
        {
            WriteSuspension(w, suspension, s.Key);
        }

        WriteLists(w, s);
        w.WriteEndObject();
    }

    static void WriteSuspension(Utf8JsonWriter w, Suspension s, long origin)
    {
        w.WriteStartObject("suspension");
        w.Instant("at", s.At);
        w.Text("user", s.By);
        w.Text("reason", s.Reason);
        List(w, "changed", s.Changes, origin, static (w, c, origin) =>
        {
            w.WriteStartObject();
            w.WriteNumber("scope", c.ScopeKey - origin);
            w.WriteString("name", c.Name);
            w.WriteBoolean("isNew", c.IsNew);
            w.WriteEndObject();
        });
        w.WriteEndObject();
    }

    static void WriteLists(Utf8JsonWriter w, InstanceSnapshot s)
    {
        List(w, "elements", s.Elements, s.Key, WriteElement);
        List(w, "tokens", s.Tokens, s.Key, WriteToken);
        List(w, "scopes", s.Scopes, s.Key, WriteScope);
        List(w, "tasks", s.UserTasks, s.Key, WriteTask);
        List(w, "held", s.HeldChanges, s.Key, WriteHeld);
        List(w, "jobs", s.Jobs, s.Key, WriteJob);
        List(w, "incidents", s.Incidents, s.Key, WriteIncident);
        List(w, "subscriptions", s.Subscriptions, s.Key, WriteSubscription);
        List(w, "correlations", s.CorrelationKeys, s.Key, WriteCorrelationKey);
        List(w, "compensations", s.Compensations, s.Key, WriteCompensation);
        List(w, "resetting", s.ResettingGateways, s.Key, WriteGateway);
    }

    static void List<T>(Utf8JsonWriter w, string name, IReadOnlyList<T> items, long origin, Action<Utf8JsonWriter, T, long> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        w.WriteStartArray(name);
        for (var i = 0; i < items.Count; i++)
        {
            write(w, items[i], origin);
        }

        w.WriteEndArray();
    }

    static void WriteElement(Utf8JsonWriter w, ElementSnapshot e, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", e.Key - origin);
        w.WriteString("id", e.ElementId);
        w.WriteNumber("scope", e.ScopeKey - origin);
        w.WriteString("state", StoredName.Of(e.State));
        if (e.Role != ElementRole.Single)
        {
            w.WriteString("role", StoredName.Of(e.Role));
        }

        w.Number("loop", e.LoopCounter);
        w.Number("by", e.ThrownBy - origin);
        if (e.HasEnded)
        {
            w.WriteBoolean("ended", true);
        }

        w.Texts("flows", e.Queued);
        if (e.Loop is { } loop)
        {
            WriteLoop(w, loop);
        }

        w.WriteEndObject();
    }

    static void WriteLoop(Utf8JsonWriter w, LoopSnapshot loop)
    {
        w.WriteStartObject("loopState");
        w.WriteNumber("total", loop.Total);
        w.WriteNumber("started", loop.Started);
        w.WriteNumber("completed", loop.Completed);
        w.WriteEndObject();
    }

    static void WriteToken(Utf8JsonWriter w, TokenSnapshot t, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("scope", t.ScopeKey - origin);
        w.WriteString("flow", t.FlowId);
        w.WriteNumber("count", t.Count);
        w.WriteEndObject();
    }

    static void WriteScope(Utf8JsonWriter w, ScopeSnapshot s, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("scope", s.ScopeKey - origin);
        w.WriteStartObject("variables");
        List<string>? large = null;
        for (var i = 0; i < s.Variables.Count; i++)
        {
            var (name, value) = s.Variables[i];
            if (LargeValue.Is(value))
            {
                (large ??= []).Add(name);
                continue;
            }

            w.WritePropertyName(name);
            FeelJson.Write(w, value, tagged: true);
        }

        w.WriteEndObject();
        w.Texts("large", large is null ? default : [.. large]);
        w.WriteEndObject();
    }

    static void WriteTask(Utf8JsonWriter w, OpenUserTask t, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", t.Key - origin);
        w.WriteString("name", t.Name);
        w.Text("assignee", t.Assignee);
        w.Texts("users", t.CandidateUsers);
        w.Texts("groups", t.CandidateGroups);
        w.Instant("created", t.CreatedAt);
        w.Instant("due", t.DueDate);
        w.Instant("followUp", t.FollowUpDate);
        w.WriteNumber("priority", t.Priority);
        w.Text("owner", t.Owner);
        if (t.Delegation != DelegationState.None)
        {
            w.WriteString("delegation", StoredName.Of(t.Delegation));
        }

        w.Text("text", t.Description);
        List(w, "escalations", t.Escalations, origin, WriteEscalation);
        w.WriteEndObject();
    }

    static void WriteHeld(Utf8JsonWriter w, HeldTaskChange h, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", h.Key - origin);
        if (h.Wish is { } wish)
        {
            TaskWishJson.Write(w, wish, origin);
        }

        TaskWishJson.Write(w, h.Corrections);
        w.WriteEndObject();
    }

    static void WriteEscalation(Utf8JsonWriter w, OpenEscalation e, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", e.Key - origin);
        w.WriteString("action", StoredName.Of(e.Action));
        w.WriteString("kind", StoredName.Of(e.RecipientKind));
        w.WriteString("id", e.RecipientId);
        w.Text("from", e.FromUser);
        w.WriteEndObject();
    }

    static void WriteJob(Utf8JsonWriter w, Job j, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", j.Key - origin);
        w.WriteNumber("element", j.ElementKey - origin);
        w.WriteString("id", j.ElementId);
        w.WriteString("kind", StoredName.Of(j.Kind));
        w.Text("type", j.Type);
        w.Instant("due", j.DueAt);
        w.Instant("planned", j.PlannedAt);
        w.WriteNumber("retries", j.Retries);
        w.WriteNumber("repeats", j.RepeatsLeft);
        w.Text("every", j.RepeatEvery);
        w.Number("step", j.Step);
        w.WriteEndObject();
    }

    static void WriteIncident(Utf8JsonWriter w, Incident i, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", i.Key - origin);
        w.WriteNumber("element", i.ElementKey - origin);
        w.Number("job", i.JobKey - origin);
        w.WriteString("kind", StoredName.Of(i.Kind));
        w.WriteString("message", i.Message);
        w.Number("step", i.Step);
        w.WriteEndObject();
    }

    static void WriteSubscription(Utf8JsonWriter w, Subscription s, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", s.Key - origin);
        w.WriteNumber("element", s.ElementKey - origin);
        w.WriteString("id", s.ElementId);
        w.WriteString("kind", StoredName.Of(s.Kind));
        w.WriteString("name", s.Name);
        w.Text("correlation", s.CorrelationKey);
        w.WriteNumber("definition", s.Definition);
        w.WriteEndObject();
    }

    static void WriteCorrelationKey(Utf8JsonWriter w, KeyValuePair<string, string> key, long origin)
    {
        w.WriteStartObject();
        w.WriteString("id", key.Key);
        w.WriteString("correlation", key.Value);
        w.WriteEndObject();
    }

    static void WriteCompensation(Utf8JsonWriter w, Compensation c, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("key", c.Key - origin);
        w.WriteString("id", c.ElementId);
        w.WriteNumber("scope", c.ScopeKey - origin);
        w.WriteNumber("order", c.Order);
        w.Variables(c.Variables);
        w.WriteEndObject();
    }

    static void WriteGateway(Utf8JsonWriter w, GatewaySnapshot g, long origin)
    {
        w.WriteStartObject();
        w.WriteNumber("scope", g.ScopeKey - origin);
        w.WriteString("id", g.ElementId);
        w.Texts("flows", g.ConsumedFlows);
        w.WriteEndObject();
    }
}
