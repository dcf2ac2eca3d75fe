using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>A job that a worker holds for a while, with everything it needs to do it.</summary>
public sealed record LockedJob(
    long Key, string Topic, long ProcessInstanceKey, long ElementInstanceKey, string ElementId, long DefinitionKey, string ProcessId,
    string? BusinessKey, int Retries, int Priority, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset LockedUntil,
    FeelContext Variables, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>The same for every attempt at this job, and for no other job: for systems that do a thing once for each key.</summary>
    public string IdempotencyKey => Key.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The variables of the element's own scope, which <see cref="Variables"/> has too.</summary>
    public FeelContext OwnVariables { get; init; } = FeelContext.Empty;

    public string? VersionTag { get; init; }

    /// <summary>What the job's listener listens to; null for the element's own work.</summary>
    public ListenerEvent? Listener { get; init; }

    /// <summary>The task that a listener of Camunda 8 decides about; null for other jobs.</summary>
    public ListenedTask? Task { get; init; }
}
