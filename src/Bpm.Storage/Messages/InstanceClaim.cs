namespace Bpm.Storage;

/// <summary>What a new instance wants for itself among the open instances of its process; without it nothing is stored.</summary>
sealed record InstanceClaim(string Kind, string Key)
{
    /// <summary>A business key that is to be unique: instances that never asked for it count as well.</summary>
    public static InstanceClaim BusinessKey(string key) => new("business", key);

    /// <summary>The correlation key of the message that starts it.</summary>
    public static InstanceClaim Message(string key) => new("message", key);
}
