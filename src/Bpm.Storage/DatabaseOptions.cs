namespace Bpm.Storage;

public sealed record DatabaseOptions(DatabaseKind Kind, string ConnectionString);

public enum DatabaseKind { Sqlite, SqlServer }
