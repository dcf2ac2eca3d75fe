using System.Text.Json;
using Bpm.Engine;

namespace Bpm.Storage;

static class SnapshotReading
{
    delegate T ReadItem<T>(in StoredFields fields);

    public static StoredSnapshot Read(ReadOnlySpan<byte> json, long key)
    {
        var format = 0;
        List<LoopValue> loopValues = [];
        List<(ScopeValues, string)> large = [];
        var reader = new Utf8JsonReader(json, StoredJson.ReaderOptions);
        var snapshot = new InstanceSnapshot(key, default, null, null, default, 0, [], [], [], [], [], []);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            snapshot = name switch
            {
                "v" => (format = reader.GetInt32()) <= SnapshotJson.Format ? snapshot : throw Newer(format),
                "state" => snapshot with { State = StoredName.Parse<InstanceState>(reader.GetString()!) },
                "businessKey" => snapshot with { BusinessKey = reader.GetString() },
                "startedBy" => snapshot with { StartedBy = reader.GetString() },
                "startedAt" => snapshot with { StartedAt = StoredJson.ReadInstant(ref reader) },
                "last" => snapshot with { LastSequence = reader.GetInt64() },
                "elements" => snapshot with { Elements = List(ref reader, key, (in StoredFields f) => Element(f, loopValues)) },
                "tokens" => snapshot with { Tokens = List(ref reader, key, Token) },
                "scopes" => snapshot with { Scopes = List(ref reader, key, (in StoredFields f) => Scope(f, large)) },
                "tasks" => snapshot with { UserTasks = List(ref reader, key, Task) },
                "held" => snapshot with { HeldChanges = List(ref reader, key, (in StoredFields f) => new HeldTaskChange(f.Key, f.Wish, f.Correction ?? TaskCorrection.None)) },
                "jobs" => snapshot with { Jobs = List(ref reader, key, Job) },
                "caller" => snapshot with { CallerKey = reader.GetInt64() },
                "depth" => snapshot with { CallDepth = reader.GetInt32() },
                "suspension" => snapshot with { Suspension = Suspension(StoredFields.Read(ref reader, key)) },
                "subscriptions" => snapshot with { Subscriptions = List(ref reader, key, Subscription) },
                "correlations" => snapshot with { CorrelationKeys = List(ref reader, key, CorrelationKey) },
                "compensations" => snapshot with { Compensations = List(ref reader, key, Compensation) },
                "resetting" => snapshot with { ResettingGateways = List(ref reader, key, Gateway) },
                "incidents" => snapshot with { Incidents = List(ref reader, key, Incident) },
                _ => throw new FormatException($"Expected a field of a snapshot, but found '{name}'."),
            };
        }

        return new(snapshot with { LoopValues = loopValues }, format, large);
    }

    static List<T> List<T>(ref Utf8JsonReader reader, long origin, ReadItem<T> read)
    {
        List<T> items = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            items.Add(read(StoredFields.Read(ref reader, origin)));
        }

        return items;
    }

    static ElementSnapshot Element(in StoredFields f, List<LoopValue> loopValues)
    {
        var key = f.Key;
        loopValues.AddRange((f.LoopState?.Values ?? []).Select(v => new LoopValue(key, v.Key, v.Value)));
        return new(key, f.Id!, f.Scope, StoredName.Parse<ElementState>(f.State!))
        {
            Role = f.ElementRole,
            LoopCounter = f.Loop,
            ThrownBy = f.By,
            HasEnded = f.Ended,
            Queued = f.Flows,
            Loop = f.LoopState?.Snapshot,
        };
    }

    static Subscription Subscription(in StoredFields f) =>
        new(f.Key, f.Element, f.Id!, StoredName.Parse<SubscriptionKind>(f.Kind!), f.Name!, f.Correlation, f.Definition);

    static Suspension Suspension(in StoredFields f) => new(f.At!.Value, f.User, f.Reason, f.Changed);

    static KeyValuePair<string, string> CorrelationKey(in StoredFields f) => new(f.Id!, f.Correlation!);

    static Compensation Compensation(in StoredFields f) => new(f.Key, f.Id!, f.Scope, f.VariableSet) { Order = f.Order };

    static GatewaySnapshot Gateway(in StoredFields f) => new(f.Scope, f.Id!, f.Flows);

    static TokenSnapshot Token(in StoredFields f) => new(f.Scope, f.Flow!, f.Count);

    static ScopeSnapshot Scope(in StoredFields f, List<(ScopeValues Scope, string Name)> large)
    {
        foreach (var name in f.Large.AsSpan())
        {
            large.Add((new(f.Scope, f.Variables!), name));
        }

        return new(f.Scope, f.Variables!);
    }

    static OpenUserTask Task(in StoredFields f) =>
        new(f.Key, f.Name!, f.User, f.Users, f.Groups, f.At!.Value, f.Due, f.FollowUp, f.Priority, f.Escalations)
        {
            Owner = f.Owner,
            Delegation = f.DelegationState ?? DelegationState.None,
            Description = f.Text,
        };

    static Job Job(in StoredFields f) =>
        new(f.Key, f.Element, f.Id!, StoredName.Parse<JobKind>(f.Kind!), f.Type, f.Due, f.Retries, f.Repeats, f.Every, f.Step) { PlannedAt = f.Planned };

    static Incident Incident(in StoredFields f) => new(f.Key, f.Element, f.Job, StoredName.Parse<IncidentKind>(f.Kind!), f.Text!) { Step = f.Step };

    static FormatException Newer(int format) =>
        new($"Expected an instance stored in format {SnapshotJson.Format} or older, but found format {format}: a newer release has saved it.");
}
