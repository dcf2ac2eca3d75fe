namespace Bpm.Storage;

/// <summary>Asks the database whether its schema is the one that this program was built for.</summary>
public sealed class SchemaCheck(Database database)
{
    const string Newest = "SELECT MAX(version) FROM schema_version";

    public async Task<bool> IsCurrent(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<int?>(Newest, null, cancellation) == Migration.Of(database.Dialect)[^1].Version;
    }
}
