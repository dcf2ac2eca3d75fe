namespace Bpm.Engine;

/// <summary>
/// How keys are built: a process instance's key leaves its lowest 20 bits free, and everything inside the instance
/// (element instances, jobs, incidents, escalations) is that key plus a number counted by the instance itself.
/// So the engine needs no source of ids, every row has one growing integer key, and a key tells its instance.
/// </summary>
public static class InstanceKey
{
    public const int Bits = 20;
    public const long Mask = (1L << Bits) - 1;

    /// <summary>Key of the n-th instance, n from 1. Keys stay exact in JSON numbers (below 2^53) up to n = 2^33.</summary>
    public static long FromNumber(long n) => n << Bits;

    /// <summary>Key of the instance that a key of any kind belongs to.</summary>
    public static long Of(long key) => key & ~Mask;
}
