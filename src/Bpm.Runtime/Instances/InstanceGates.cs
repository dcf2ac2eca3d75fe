namespace Bpm.Runtime;

/// <summary>
/// Commands on one instance are serial in a node: each takes the instance's gate. Gates are shared by the instances whose
/// numbers fall on the same stripe, so their count is fixed and nothing needs cleaning up. The gate only avoids
/// conflicts; what guards the data is the version in the database.
/// </summary>
sealed class InstanceGates
{
    const int Stripes = 1024;
    readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    public async ValueTask<Held> Enter(long instanceKey, CancellationToken ct)
    {
        // Whoever asks may have made the key up: any number has a gate.
        var gate = _gates[(int)(((ulong)instanceKey >> Engine.InstanceKey.Bits) % Stripes)];
        await gate.WaitAsync(ct);
        return new Held(gate);
    }

    public readonly struct Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
