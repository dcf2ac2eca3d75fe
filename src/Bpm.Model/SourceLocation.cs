namespace Bpm.Model;

/// <summary>Where something stands in the uploaded file, counted from 1; 0 when unknown.</summary>
public readonly record struct SourceLocation(int Line, int Column);
