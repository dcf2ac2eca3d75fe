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
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(VariableQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    /// <summary>One variable of one scope.</summary>
    public async Task<VariableRow?> Find(long scopeKey, string name, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<VariableRow>(Columns + From + "\nWHERE v.scope_key = @scopeKey AND v.name = @name", new { scopeKey, name }, cancellation);
    }

    static string Where(VariableQuery q) => Filter.Where(
        (q.InstanceKey is not null, "v.scope_key >= @InstanceKey AND v.scope_key <= @LastKey"),
        (q.Name is not null, "v.name = @Name"),
        (q.NameLike is not null, "v.name LIKE @NameLike"),
        (q.ProcessId is not null, "i.process_id = @ProcessId"),
        (q.Names is not null, "v.name IN @Names"),
        (q.InstanceKeys is not null, "v.instance_key IN @InstanceKeys"),
        (q.ScopeKeys is not null, "v.scope_key IN @ScopeKeys"),
        (q.DefinitionKey is not null, "i.definition_key = @DefinitionKey"),
        (q.OnlyRunning, Running),
        (q.ValueJson is not null, "v.value_json = @ValueJson"),
        (q.Types is not null, "v.type IN @Types"));

    // What a scope leaves behind when it ends is history.
    const string Running = """
        i.state = 'active' AND (v.scope_key = v.instance_key
          OR EXISTS (SELECT 1 FROM element_instance e WHERE e.element_instance_key = v.scope_key AND e.ended_at IS NULL))
        """;

    static string OrderBy(VariableQuery q) => Ordering.Of([.. q.Order, new(VariableSort.Scope), new(VariableSort.Name)], Column, "v.name");

    static string Column(VariableSort sort) => sort switch
    {
        VariableSort.Name => "v.name",
        VariableSort.Type => "v.type",
        VariableSort.InstanceKey => "v.instance_key",
        _ => "v.scope_key",
    };

    static object Parameters(VariableQuery q, Slice slice) => new
    {
        q.InstanceKey, LastKey = KeyRange.LastOf(q.InstanceKey ?? 0), q.Name, q.NameLike, q.ProcessId, q.Names, q.InstanceKeys, q.ScopeKeys,
        q.DefinitionKey, q.ValueJson, q.Types, slice.Skip, slice.Take,
    };
}

/// <summary>Which variables; what is null or false does not restrict.</summary>
public sealed record VariableQuery(long? InstanceKey = null, string? Name = null, string? NameLike = null, string? ProcessId = null)
{
    public IReadOnlyCollection<string>? Names { get; init; }
    public IReadOnlyCollection<long>? InstanceKeys { get; init; }
    public IReadOnlyCollection<long>? ScopeKeys { get; init; }
    public long? DefinitionKey { get; init; }

    /// <summary>Variables of scopes that are still open.</summary>
    public bool OnlyRunning { get; init; }

    /// <summary>The value as it is stored.</summary>
    public string? ValueJson { get; init; }

    /// <summary>FEEL's names of types.</summary>
    public IReadOnlyCollection<string>? Types { get; init; }
    public IReadOnlyList<SortedBy<VariableSort>> Order { get; init; } = [];
}

public enum VariableSort { Scope, Name, Type, InstanceKey }

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
