using Bpm.Feel;

namespace Bpm.Web.Instances;

/// <summary>A variable as an operator wants it.</summary>
public sealed record VariableChange(long ScopeKey, string Name, FeelValue? Value);
