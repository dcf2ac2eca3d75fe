using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>
/// What reading a BPMN file gave: its executable processes and everything that is wrong with it.
/// With an error among the <see cref="Diagnostics"/> there are no processes, and none in a drawing that is only for people.
/// </summary>
public sealed record BpmnFile(
    string FileName, Dialect Dialect, ImmutableArray<ProcessDefinition> Processes, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
