using System.Text;
using Bpm.Engine;
using Dapper;

namespace Bpm.Storage;

sealed class InstanceStore(Database database)
{
    const string Select = "SELECT definition_key, process_id, version, snapshot FROM process_instance WHERE instance_key = @key";

    /// <summary>The instance as it was committed last, or null when there is none.</summary>
    public async Task<LoadedInstance?> Load(long instanceKey, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { key = instanceKey }, cancellationToken: ct));
        return row is null
            ? null
            : new(ProcessInstance.Restore(SnapshotJson.Read(Encoding.UTF8.GetBytes(row.Snapshot), instanceKey)), row.Version, row.Definition_Key, row.Process_Id);
    }

    sealed record Row(long Definition_Key, string Process_Id, long Version, string Snapshot);
}

sealed record LoadedInstance(ProcessInstance Instance, long Version, long DefinitionKey, string ProcessId);
