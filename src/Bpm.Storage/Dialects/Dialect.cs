using System.Collections.Concurrent;
using System.Data.Common;

namespace Bpm.Storage;

/// <summary>
/// What the two databases do not share. Statements are constants in the common subset (no MERGE, UPSERT, TOP, RETURNING,
/// OUTPUT); where even that differs they name a slot in braces, which <see cref="Render"/> fills:
/// <c>{limit @n}</c> and <c>{page @skip @take}</c> after ORDER BY, <c>{claim}</c> behind the table whose rows are about to be
/// claimed, <c>{current}</c> behind one that a reader must not see as it was before, <c>{held}</c> behind one whose row is to stay
/// as it was read until the transaction ends. Being constants, all of them can be collected and parsed by a test; a slot forgotten in one is a syntax
/// error on both databases instead of a silent difference. Correctness never rests on a hint: guarded updates and their
/// row counts decide. A third dialect fills the slots below and adds a folder of migrations, and touches no query.
/// </summary>
abstract class Dialect
{
    readonly ConcurrentDictionary<string, string> _rendered = new(StringComparer.Ordinal);

    /// <summary>Folder of the migrations below <c>db/</c>.</summary>
    public abstract string Folder { get; }

    /// <summary>How many loops may write at the same time.</summary>
    public abstract int Writers { get; }

    public abstract string CreateSchemaVersion { get; }

    public abstract Task<DbConnection> Open(CancellationToken ct);

    /// <summary>Prepares the place of the database before the first migration, such as a folder and a journal mode.</summary>
    public abstract Task Prepare(CancellationToken ct);

    /// <summary>Begins a transaction that no other process can be in at the same time.</summary>
    public abstract Task<DbTransaction> BeginMigration(DbConnection connection, CancellationToken ct);

    public abstract Task<WriteSession> OpenSession(CancellationToken ct);

    /// <summary>The same statements may succeed when run again: contention, a deadlock's victim, a lost connection.</summary>
    public abstract bool IsTransient(Exception e);

    public abstract bool IsUniqueViolation(Exception e);

    public string Render(string statement) => _rendered.GetOrAdd(statement, Fill);

    protected abstract string Limit(string take);

    protected abstract string Page(string skip, string take);

    /// <summary>Lock hint for candidates of a claim: pass over what others are claiming.</summary>
    protected abstract string Claim { get; }

    /// <summary>Reads what is committed now, waiting for what is being written, where readers otherwise see the last state before.</summary>
    protected abstract string Current { get; }

    /// <summary>Keeps others from changing or deleting what is read until the transaction ends, though not from reading it.</summary>
    protected abstract string Held { get; }

    string Fill(string statement) => Slots.Pattern().Replace(statement, match => match.Value.Trim('{', '}').Split(' ') switch
    {
        ["limit", var take] => Limit(take),
        ["page", var skip, var take] => Page(skip, take),
        ["claim"] => Claim,
        ["current"] => Current,
        ["held"] => Held,
        _ => throw new InvalidOperationException($"Expected a slot of the dialect, but found {match.Value}."),
    });
}
