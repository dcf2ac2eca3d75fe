namespace Bpm.Model;

public enum Severity { Info, Warning, Error }

/// <summary>One problem of an uploaded file: what is wrong, where, and how to fix it.</summary>
/// <param name="Code">Stable short name, for example <c>unknown-element</c>.</param>
/// <param name="ElementId">Id of the BPMN element, when there is one; the drawn element is marked by it.</param>
/// <param name="Message">"Expected X, but Y."</param>
/// <param name="Remedy">What the modeller can do about it.</param>
public sealed record Diagnostic(
    Severity Severity, string Code, string File, SourceLocation Location, string? ElementId, string Message, string Remedy);
