using System.Data.Common;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>Variables of instances: what a scope sees, or all of them.</summary>
public sealed class Variables(Database database)
{
    // A scope sees its own variables and those of every scope around it, the nearest first.
    const string SeenFrom = """
        WITH scope (scope_key, parent_key, distance) AS (
          SELECT e.element_instance_key, e.scope_key, 0 FROM element_instance e WHERE e.element_instance_key = @scopeKey
          UNION ALL
          SELECT e.element_instance_key, e.scope_key, s.distance + 1
          FROM scope s JOIN element_instance e ON e.element_instance_key = s.parent_key
        )
        SELECT v.scope_key, v.name, v.value_json, s.distance
        FROM scope s JOIN variable v ON v.scope_key = s.scope_key
        UNION ALL
        SELECT v.scope_key, v.name, v.value_json, 1000000 AS distance FROM variable v WHERE v.scope_key = @instanceKey
        """;

    const string OfScope = "SELECT v.instance_key, v.scope_key, v.name, v.value_json FROM variable v WHERE v.scope_key = @scopeKey ORDER BY v.name";

    const string Columns = """
        SELECT v.instance_key, v.scope_key, v.name, v.value_json, i.process_id, i.definition_key, i.state AS instance_state
        """;

    const string From = "\nFROM variable v JOIN process_instance i ON i.instance_key = v.instance_key";

    /// <summary>What an element instance sees, inner variables before outer ones of the same name; ordered by name.</summary>
    public async Task<IReadOnlyList<VariableRow>> SeenBy(long scopeKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await Seen(connection, scopeKey, cancellation);
    }

    internal static async Task<IReadOnlyList<VariableRow>> Seen(DbConnection connection, long scopeKey, CancellationToken cancellation)
    {
        var rows = await connection.List<VariableRow>(SeenFrom, new { scopeKey, instanceKey = Engine.InstanceKey.Of(scopeKey) }, cancellation);
        return [.. rows.OrderBy(r => r.Distance).DistinctBy(r => r.Name).OrderBy(r => r.Name, StringComparer.Ordinal)];
    }

    /// <summary>A scope's own variables; the instance's key is the outermost scope.</summary>
    public async Task<IReadOnlyList<VariableRow>> Of(long scopeKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<VariableRow>(OfScope, new { scopeKey }, cancellation);
    }

    public async Task<IReadOnlyList<VariableRow>> List(VariableQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<VariableRow>(
            Columns + From + Where(query) + "\nORDER BY v.scope_key, v.name " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(VariableQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    static string Where(VariableQuery q) => Filter.Where(
        (q.InstanceKey is not null, "v.scope_key >= @InstanceKey AND v.scope_key <= @LastKey"),
        (q.Name is not null, "v.name = @Name"),
        (q.NameLike is not null, "v.name LIKE @NameLike"),
        (q.ProcessId is not null, "i.process_id = @ProcessId"));

    static object Parameters(VariableQuery q, Slice slice) => new
    {
        q.InstanceKey, LastKey = KeyRange.LastOf(q.InstanceKey ?? 0), q.Name, q.NameLike, q.ProcessId, slice.Skip, slice.Take,
    };
}

public sealed record VariableQuery(long? InstanceKey = null, string? Name = null, string? NameLike = null, string? ProcessId = null);

/// <summary>A variable with its latest value.</summary>
public sealed record VariableRow
{
    public required long ScopeKey { get; init; }
    public required string Name { get; init; }
    public required string ValueJson { get; init; }
    public int Distance { get; init; }
    public long InstanceKey { get; init; }
    public long DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public string? InstanceState { get; init; }

    public FeelValue Value => FeelJson.Parse(ValueJson, tagged: true);
}
