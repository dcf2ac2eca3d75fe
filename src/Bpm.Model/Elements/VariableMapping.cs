using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Sets <see cref="Target"/> (a name, or a path such as <c>order.total</c>) to the value of <see cref="Source"/>.</summary>
public sealed record VariableMapping(string Target, FeelExpression Source)
{
    /// <summary>The mapping is left out when no variable of this name is there (an optional data input or output, BPMN 2.0.2, 10.4.1).</summary>
    public string? OnlyWith { get; init; }
}
