namespace Bpm.Storage;

/// <summary>
/// The step is what a row of the outbox wanted of its receiver. In the step's transaction and under the pump's lock the
/// row is deleted; or, with several receivers, it notes this one as the last that has had it. So a crash at any moment
/// neither loses a delivery nor doubles one.
/// </summary>
/// <param name="Progress">The receiver's place in the order of receivers; null when it is the only one.</param>
sealed record Delivery(long? Progress = null)
{
    public static Delivery Done { get; } = new();

    /// <summary>For the start of a called instance: the outermost of those that called.</summary>
    public long? RootKey { get; init; }

    /// <summary>The message that waited and is taken by this step; each process takes it once.</summary>
    public long? MessageKey { get; init; }
}
