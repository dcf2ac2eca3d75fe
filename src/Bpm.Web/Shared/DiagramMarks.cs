namespace Bpm.Web.Shared;

/// <summary>An element of a diagram with a number on it: tokens that wait there, or incidents.</summary>
public sealed record DiagramCount(string Id, int Count);

/// <summary>A problem of the model, shown at its element; <paramref name="Severity"/> is "error" or "warning".</summary>
public sealed record DiagramProblem(string Id, string Severity, string Text);
