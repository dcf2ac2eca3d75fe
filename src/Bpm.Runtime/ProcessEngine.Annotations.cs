using System.Globalization;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What operators note beside incidents and operations, for each other.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Notes a text beside an incident, in the place of the one before; none takes it away.</summary>
    public Task<Reply> AnnotateIncident(Actor actor, long incidentKey, string? text, CancellationToken ct = default) =>
        Annotate(actor, AnnotationStore.OfIncident, incidentKey, text, async () => await _incidents.Find(incidentKey, ct) is not null, nameof(AnnotateIncident), ct);

    /// <summary>The same beside an operation of the audit trail.</summary>
    public Task<Reply> AnnotateOperation(Actor actor, long auditKey, string? text, CancellationToken ct = default) =>
        Annotate(actor, AnnotationStore.OfOperation, auditKey, text,
            async () => await _trail.Count(new OperationQuery { AuditKey = auditKey }, ct) > 0, nameof(AnnotateOperation), ct);

    async Task<Reply> Annotate(Actor actor, string subject, long key, string? text, Func<Task<bool>> exists, string action, CancellationToken ct)
    {
        if (!actor.IsAny(Role.Operator)) return new Reply(Forbidden($"note something beside an {subject}", "Operator"));
        if (Lengths.Problem("an annotation", text, Lengths.Annotation) is { } tooLong) return new Reply(tooLong);
        if (!await exists()) return new Reply(new Rejection(RejectionKind.NotFound, $"Expected an {subject} with the key {key}, but there is none."));
        var detail = JsonSerializer.Serialize(new { key = key.ToString(CultureInfo.InvariantCulture), text });
        await _annotations.Set(subject, key, text, new AuditEntry(Now, actor.Id, action, detail), ct);
        return Reply.Done;
    }
}
