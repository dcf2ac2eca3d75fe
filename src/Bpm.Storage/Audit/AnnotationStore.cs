namespace Bpm.Storage;

/// <summary>Notes beside incidents and operations, one each; the audit keeps every one that there was.</summary>
sealed class AnnotationStore(CommitQueue writer)
{
    public const string OfIncident = "incident";
    public const string OfOperation = "operation";

    static readonly Statement Delete = new("DELETE FROM annotation WHERE subject = @subject AND subject_key = @key");

    static readonly Statement Insert = new("INSERT INTO annotation (subject, subject_key, text) VALUES (@subject, @key, @text)");

    /// <summary>Puts the text in the place of what was noted before; null takes the note away.</summary>
    public Task Set(string subject, long key, string? text, AuditEntry audit, CancellationToken ct) =>
        writer.Write(
            async session =>
            {
                await session.Run(Delete.With(subject, key));
                if (text is not null)
                {
                    await session.Run(Insert.With(subject, key, text));
                }

                return await session.Run(AuditStore.Row(audit));
            },
            ct);
}
