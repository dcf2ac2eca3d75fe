using System.Data.Common;
using System.Text;
using Bpm.Engine;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Reads instances. What has more than one part is read by several statements; when a step was committed in between, its
/// version tells, and all of it is read again.
/// </summary>
sealed class InstanceStore(Database database)
{
    const string Select = "SELECT definition_key, process_id, version, snapshot FROM process_instance WHERE instance_key = @key";

    const string SelectParts = "SELECT data FROM instance_part WHERE instance_key = @key ORDER BY part";

    const string SelectLoopValues = "SELECT loop_key, loop_counter, value_json FROM loop_value WHERE loop_key > @key AND loop_key <= @last";

    const string SelectVariable = "SELECT value_json FROM variable WHERE scope_key = @scope AND name = @name";

    const string SelectVersion = "SELECT version FROM process_instance WHERE instance_key = @key";

    /// <summary>The instance as it was committed last, or null when there is none.</summary>
    public async Task<LoadedInstance?> Load(long instanceKey, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        while (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { key = instanceKey }, cancellationToken: ct)) is { } row)
        {
            var stored = SnapshotJson.Read(Encoding.UTF8.GetBytes(row.Snapshot), instanceKey);
            if (stored.Format < SnapshotJson.Format) return row.Loaded(ProcessInstance.Restore(stored.Snapshot));

            var isWhole = InstanceKey.PartOf(instanceKey + stored.Snapshot.LastSequence) == 0
                && stored.Large.Count == 0 && stored.Snapshot.Elements.All(e => e.Loop is null);
            var snapshot = isWhole ? stored.Snapshot : await Complete(connection, stored, ct);
            if (!isWhole && row.Version != await connection.QuerySingleAsync<long>(new CommandDefinition(SelectVersion, new { key = instanceKey }, cancellationToken: ct))) continue;

            var instance = ProcessInstance.Restore(snapshot);
            instance.Unsaved.Clear();
            return row.Loaded(instance);
        }

        return null;
    }

    static async Task<InstanceSnapshot> Complete(DbConnection connection, StoredSnapshot first, CancellationToken ct)
    {
        var key = first.Snapshot.Key;
        var range = new { key, last = key + InstanceKey.Mask };
        var parts = (await connection.QueryAsync<string>(new CommandDefinition(SelectParts, range, cancellationToken: ct)))
            .Select(data => SnapshotJson.Read(Encoding.UTF8.GetBytes(data), key)).ToList();
        var values = await connection.QueryAsync<LoopRow>(new CommandDefinition(SelectLoopValues, range, cancellationToken: ct));
        foreach (var stored in parts.Prepend(first)) await Fetch(connection, stored, ct);
        return first.Snapshot.With([.. parts.Select(p => p.Snapshot)]) with
        {
            LoopValues = [.. values.Select(v => new LoopValue(v.Loop_Key, v.Loop_Counter, StoredJson.ReadValue(v.Value_Json)))],
        };
    }

    /// <summary>Puts the large values where the snapshot has left them out.</summary>
    static async Task Fetch(DbConnection connection, StoredSnapshot stored, CancellationToken ct)
    {
        foreach (var (variables, name) in stored.Large)
        {
            // None when another step has changed the instance meanwhile; then it is read again.
            var parameters = new { scope = variables.ScopeKey, name };
            var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(SelectVariable, parameters, cancellationToken: ct));
            if (json is not null) variables.Values.Add(new(name, StoredJson.ReadValue(json)));
        }
    }

    sealed record LoopRow
    {
        public long Loop_Key { get; init; }
        public int Loop_Counter { get; init; }
        public required string Value_Json { get; init; }
    }

    sealed record Row(long Definition_Key, string Process_Id, long Version, string Snapshot)
    {
        public LoadedInstance Loaded(ProcessInstance instance) => new(instance, Version, Definition_Key, Process_Id);
    }
}

sealed record LoadedInstance(ProcessInstance Instance, long Version, long DefinitionKey, string ProcessId);
