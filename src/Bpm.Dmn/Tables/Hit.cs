using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A rule that matched, with its evaluated outputs, and the one value that they are together.</summary>
sealed record Hit(DecisionRule Rule, FeelValue[] Outputs, FeelValue Value);
