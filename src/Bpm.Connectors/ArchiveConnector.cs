using System.Text.Json;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// Keeps a copy of all variables of a process instance as <c>archive/&lt;instance key&gt;.json</c>. The file appears
/// complete or not at all: it is written beside its place, forced to disk and renamed. A repeated job finds its own
/// key in the file and answers what the first attempt answered.
/// </summary>
public sealed class ArchiveConnector(string folder, TimeProvider time) : IConnector
{
    static readonly JsonWriterOptions Indented = new() { Indented = true };

    public string Type => "archive";

    public async Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct)
    {
        var path = Path.Combine(folder, job.ProcessInstanceKey + ".json");
        var archivedAt = await ArchivedBefore(path, job.IdempotencyKey, ct) ?? await Write(path, job, ct);
        return ConnectorResult.Completed(
            ("archiveFile", new FeelString(Path.GetFileName(path))),
            ("archivedAt", FeelDateTime.Of(archivedAt)));
    }

    static async Task<DateTimeOffset?> ArchivedBefore(string path, string key, CancellationToken ct)
    {
        if (!File.Exists(path)) return null;
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(path, ct));
        return document.RootElement.GetProperty("job").GetString() == key
            ? document.RootElement.GetProperty("archivedAt").GetDateTimeOffset()
            : null;
    }

    async Task<DateTimeOffset> Write(string path, ConnectorJob job, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var now = time.GetUtcNow();
        var unfinished = $"{path}.{job.IdempotencyKey}.part";
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await using (var json = new Utf8JsonWriter(file, Indented)) Describe(json, job, now);
            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
        return now;
    }

    static void Describe(Utf8JsonWriter json, ConnectorJob job, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("processInstance", job.ProcessInstanceKey);
        json.WriteString("job", job.IdempotencyKey);
        json.WriteString("archivedAt", now);
        json.WritePropertyName("variables");
        FeelJson.Write(json, job.Variables);
        json.WriteEndObject();
    }
}
