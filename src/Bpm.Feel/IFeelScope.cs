using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel;

/// <summary>The variables that an expression may read.</summary>
public interface IFeelScope
{
    bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value);

    /// <summary>All names, for messages to people; never used to resolve a variable.</summary>
    IEnumerable<string> Names { get; }
}
