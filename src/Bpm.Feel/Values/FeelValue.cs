namespace Bpm.Feel;

/// <summary>
/// A value of the FEEL language: immutable, compared by content. The hierarchy is closed; whoever switches over it
/// may rely on the subclasses of this folder. Equality here is structural (it decides whether a replayed state equals the
/// live one); the three-valued <c>=</c> of the language is another thing.
/// </summary>
public abstract class FeelValue : IEquatable<FeelValue>
{
    private protected FeelValue()
    {
    }

    /// <summary>The type's name in FEEL, such as <c>number</c> or <c>date and time</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>The value as people read it: what FEEL's <c>string()</c> gives (a string without its quotes).</summary>
    public abstract string Text { get; }

    /// <summary>How many lists and contexts are nested here; 0 for a scalar.</summary>
    public virtual int Depth => 0;

    /// <summary>Whether the value is plain data that can be stored; false for ranges and functions and what contains them.</summary>
    public virtual bool IsData => true;

    /// <summary>
    /// How much there is of it: one for itself and for each value inside, as often as it occurs there, and one for every 16 characters.
    /// Lists may share their items, so what is small to build can be huge to write down.
    /// </summary>
    internal virtual long Weight => 1;

    /// <summary>A weight beyond all bounds, so that sums do not overflow.</summary>
    private protected const long Unbounded = long.MaxValue / 4;

    public abstract bool Equals(FeelValue? other);

    public sealed override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public abstract override int GetHashCode();

    /// <summary>The value as a FEEL literal.</summary>
    public override string ToString() => Text;
}
