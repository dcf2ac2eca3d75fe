using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Sets <see cref="Target"/> (a name, or a path such as <c>order.total</c>) to the value of <see cref="Source"/>.</summary>
public sealed record VariableMapping(string Target, FeelExpression Source);
