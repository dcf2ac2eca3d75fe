using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Correlation of the standard (BPMN 2.0.2, 8.4.2): a message belongs to the conversation whose key has the values that are
/// in the message. The first message gives an instance its values, unless the process itself says which it expects.
/// </summary>
/// <param name="KeyId">The correlation key.</param>
/// <param name="Paths">Its properties as they are found in this message: over its variables, in the key's order.</param>
public sealed record MessageCorrelation(string KeyId, ImmutableArray<FeelExpression> Paths)
{
    /// <summary>The values that the process expects (<c>correlationSubscription</c>), over its data; empty when the first message gives them.</summary>
    public ImmutableArray<FeelExpression> Expected { get; init; } = [];
}
