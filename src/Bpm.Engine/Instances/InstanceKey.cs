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

    // The first part is stored with the instance itself and holds all of an ordinary one; the others are small, because
    // a step writes whole parts.
    const int FirstPart = 32;
    const int NextParts = 16;

    /// <summary>Key of the n-th instance, n from 1. Keys stay exact in JSON numbers (below 2^53) up to n = 2^33.</summary>
    public static long FromNumber(long n) => n << Bits;

    /// <summary>Key of the instance that a key of any kind belongs to.</summary>
    public static long Of(long key) => key & ~Mask;

    /// <summary>Which part of its instance's state a key belongs to; keys of a part follow on one another.</summary>
    public static int PartOf(long key) => (key & Mask) < FirstPart ? 0 : (int)((key & Mask) / NextParts);

    /// <summary>The keys of a part, from the first to before the last.</summary>
    public static (long From, long To) KeysOf(long instanceKey, int part) => part == 0
        ? (instanceKey, instanceKey + FirstPart)
        : (instanceKey + part * NextParts, instanceKey + (part + 1) * NextParts);
}
