namespace Bpm.Web.Shared;

/// <summary>An element of a diagram with a number on it: tokens that wait there, or incidents.</summary>
public sealed record DiagramCount(string Id, int Count);

/// <summary>A problem of the model, shown at its element; <paramref name="Severity"/> is "error" or "warning".</summary>
public sealed record DiagramProblem(string Id, string Severity, string Text);

/// <summary>A short remark beside an element, such as "3/12"; with an address it is a link.</summary>
public sealed record DiagramNote(string Id, string Text, string Title, string? Href = null);
