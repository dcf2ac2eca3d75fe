using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>
/// What reading a DMN file gave: its decisions and everything that is wrong with it.
/// With an error among the <see cref="Diagnostics"/> there is no model.
/// </summary>
public sealed record DmnFile(string FileName, DecisionModel? Model, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
