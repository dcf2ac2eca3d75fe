using System.Diagnostics;
using System.Text;
using Bpm.Engine;
using Bpm.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bpm.Benchmarks;

/// <summary>
/// The floor: one loop that does nothing but write the rows of a sample again and again with prepared statements, on the
/// product's schema and settings. Each pass moves the keys on, so that every row is a new one as in the product. All
/// texts are encoded beforehand; there is no savepoint and nothing is checked.
/// </summary>
sealed class BareDatabase : IAsyncDisposable
{
    readonly WriteSession _session;
    readonly sqlite3 _handle;
    readonly List<(sqlite3_stmt Statement, BareCell[] Cells)[]> _steps;
    readonly Dictionary<Statement, sqlite3_stmt> _prepared = [];
    readonly sqlite3_stmt _begin;
    readonly sqlite3_stmt _commit;
    readonly long _keysPerPass;
    int _next;
    long _shift;

    BareDatabase(WriteSession session, IReadOnlyList<IReadOnlyList<RowChange>> sample)
    {
        _session = session;
        _handle = ((SqliteConnection)session.Connection).Handle!;
        (_begin, _commit) = (Prepare("BEGIN IMMEDIATE"), Prepare("COMMIT"));
        var instances = sample.Select(step => step[0]).Where(Recorder.IsNewInstance).Select(row => row.Values[0].Number).ToList();
        var (first, last) = (instances.Min(), instances.Max() + InstanceKey.Mask);
        _keysPerPass = last + 1 - first;
        // No definition is deployed there: a new instance is stored without asking for one.
        _steps = [.. sample.Select(step => step.Select(row => (Prepared(Recorder.IsNewInstance(row) ? StepStatements.InsertInstance : row.Statement), Encode(row, first, last))).ToArray())];
    }

    public long Groups { get; private set; }
    public long Steps { get; private set; }

    public static async Task<BareDatabase> Create(string file, IReadOnlyList<IReadOnlyList<RowChange>> sample)
    {
        var database = new Database(new DatabaseOptions(DatabaseKind.Sqlite, $"Data Source={file}"));
        await database.Migrate(CancellationToken.None);
        return new BareDatabase(await database.Dialect.OpenSession(CancellationToken.None), sample);
    }

    /// <summary>Writes groups of the given size until the time is up.</summary>
    public void RunUntil(long timestamp, int groupSize)
    {
        while (Stopwatch.GetTimestamp() < timestamp)
        {
            Execute(_begin);
            for (var i = 0; i < groupSize; i++) WriteStep();
            Execute(_commit);
            Groups++;
        }
    }

    /// <summary>Throws unless every step has left its row: a floor that wrote less would be none.</summary>
    public void Verify()
    {
        using var command = _session.Connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM audit";
        var rows = (long)command.ExecuteScalar()!;
        if (rows != Steps) throw new InvalidOperationException($"Expected {Steps} rows of audit below the floor, but there are {rows}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _prepared.Values) statement.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        await _session.DisposeAsync();
    }

    void WriteStep()
    {
        foreach (var (statement, cells) in _steps[_next])
        {
            for (var i = 0; i < cells.Length; i++) cells[i].Bind(statement, i + 1, _shift);
            Execute(statement);
        }
        Steps++;
        if (++_next < _steps.Count) return;
        _next = 0;
        _shift += _keysPerPass;
    }

    static BareCell[] Encode(RowChange row, long firstKey, long lastKey) => [.. row.Values.Select(cell => cell.Kind switch
    {
        CellKind.Number => new BareCell(cell.Number, cell.Number >= firstKey && cell.Number <= lastKey, null),
        CellKind.Text => new BareCell(0, false, Encoding.UTF8.GetBytes(cell.Text)),
        CellKind.Json or CellKind.Bytes => new BareCell(0, false, cell.Json),
        _ => new BareCell(null, false, null),
    })];

    sqlite3_stmt Prepared(Statement statement) =>
        _prepared.TryGetValue(statement, out var prepared) ? prepared : _prepared[statement] = Prepare(statement.Sql);

    sqlite3_stmt Prepare(string sql) =>
        raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement) == raw.SQLITE_OK ? statement : throw Error();

    void Execute(sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) throw Error();
        raw.sqlite3_reset(statement);
    }

    InvalidOperationException Error() => new(raw.sqlite3_errmsg(_handle).utf8_to_string());

    readonly record struct BareCell(long? Number, bool IsKey, byte[]? Text)
    {
        public void Bind(sqlite3_stmt statement, int index, long shift)
        {
            if (Text is { } text) raw.sqlite3_bind_text(statement, index, text);
            else if (Number is { } number) raw.sqlite3_bind_int64(statement, index, IsKey ? number + shift : number);
            else raw.sqlite3_bind_null(statement, index);
        }
    }
}
