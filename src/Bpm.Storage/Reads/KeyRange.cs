using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>Everything inside an instance has a key between the instance's own and this one, so primary keys find it.</summary>
static class KeyRange
{
    public static long LastOf(long instanceKey) => instanceKey | InstanceKey.Mask;
}
