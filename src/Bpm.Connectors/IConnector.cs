namespace Bpm.Connectors;

/// <summary>
/// Does the work of a service task inside this process. A connector knows its inputs and its idempotency key, and
/// nothing of process instances: what comes of its result is the engine's affair. A job may be handed over more than
/// once (the process may die between doing and recording it), so a connector recognises a key it has seen.
/// </summary>
public interface IConnector
{
    /// <summary>The topic or job type that this connector serves, as written in the model.</summary>
    string Type { get; }

    Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct);

    /// <summary>What can be said of a task's settings before it runs; a connector without settings has nothing to say.</summary>
    void Check(SettingsCheck check)
    {
    }
}
