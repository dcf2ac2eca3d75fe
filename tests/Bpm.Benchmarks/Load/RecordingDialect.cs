using System.Data.Common;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>The product's dialect, whose writers also report to a recorder.</summary>
sealed class RecordingDialect(Dialect inner, Recorder recorder) : Dialect
{
    public override string Folder => inner.Folder;
    public override int Writers => inner.Writers;
    public override string CreateSchemaVersion => inner.CreateSchemaVersion;
    protected override string Claim => inner.Render("{claim}");

    protected override string Current => inner.Render("{current}");

    protected override string Held => inner.Render("{held}");

    public override Task<DbConnection> Open(CancellationToken ct) => inner.Open(ct);

    public override Task Prepare(CancellationToken ct) => inner.Prepare(ct);

    public override Task<DbTransaction> BeginMigration(DbConnection connection, CancellationToken ct) => inner.BeginMigration(connection, ct);

    public override async Task<WriteSession> OpenSession(CancellationToken ct) => new RecordingSession(await inner.OpenSession(ct), recorder);

    public override bool IsTransient(Exception e) => inner.IsTransient(e);

    public override bool IsUniqueViolation(Exception e) => inner.IsUniqueViolation(e);

    protected override string Limit(string take) => inner.Render($"{{limit {take}}}");

    protected override string Page(string skip, string take) => inner.Render($"{{page {skip} {take}}}");
}
