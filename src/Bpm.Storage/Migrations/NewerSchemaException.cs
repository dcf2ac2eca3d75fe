namespace Bpm.Storage;

/// <summary>The database was upgraded by a newer program than this one.</summary>
public sealed class NewerSchemaException(int found, int known) : Exception(
    $"Expected a database of schema version {known} or older, but found version {found}: it was upgraded by a newer release. Start that release, or restore a backup.");
