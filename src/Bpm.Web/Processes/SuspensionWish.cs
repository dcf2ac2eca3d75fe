namespace Bpm.Web.Processes;

/// <summary>What an operator wants of a process.</summary>
/// <param name="IsSuspended">Suspended, or resumed.</param>
/// <param name="WithInstances">Its instances too, not its starts alone.</param>
public sealed record SuspensionWish(bool IsSuspended, bool WithInstances, string Reason);
