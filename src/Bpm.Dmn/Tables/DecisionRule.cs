namespace Bpm.Dmn;

/// <summary>A rule (DMN 1.5, 8.3.4): one test for each input, null where any value passes, and one expression for each output.</summary>
sealed record DecisionRule(string? Id, int Number, Cell?[] Tests, Cell[] Outputs);
