using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>A step's rows of incidents.</summary>
sealed class IncidentRows(StepCommit step, Func<long, string> elementId)
{
    readonly List<IncidentRaised> _raised = [];
    readonly HashSet<long> _resolved = [];

    public void Raise(IncidentRaised e) => _raised.Add(e);

    public void Resolve(long key) => _resolved.Add(key);

    public void AddTo(List<RowChange> rows)
    {
        var command = step.Command;
        foreach (var e in _raised)
        {
            var isResolved = _resolved.Remove(e.Key);
            rows.Add(StepStatements.InsertIncident.With(
                e.Key, step.Instance.Key, step.DefinitionKey, e.ElementKey, elementId(e.ElementKey), e.JobKey, StoredName.Of(e.Kind),
                e.Message, e.At, isResolved ? command.At : default(DateTimeOffset?), isResolved ? command.Actor : null));
        }

        foreach (var key in _resolved)
        {
            rows.Add(StepStatements.ResolveIncident.With(command.At, command.Actor, key));
        }
    }
}
