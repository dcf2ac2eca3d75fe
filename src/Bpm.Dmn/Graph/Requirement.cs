namespace Bpm.Dmn;

/// <summary>An element that another one needs: its own model's, or that of an imported one.</summary>
sealed record Requirement(string Id, string Name, Import? From);
