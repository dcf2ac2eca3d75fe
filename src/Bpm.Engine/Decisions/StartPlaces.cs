using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Sets the variables of a start instruction where they belong.</summary>
/// <param name="isElement">An element is started, which has a scope of its own; not a flow taken.</param>
sealed class StartPlaces(Execution execution, FlowNode node, bool isElement, EquatableArray<StartVariables> variables)
{
    /// <summary>A scope that is named has to be around what is started.</summary>
    public Rejection? Problem(long scopeKey, List<SubProcess> missing)
    {
        foreach (var given in variables)
        {
            if (given is not { Place: VariablePlace.Scope, ScopeId: { } id }) continue;
            if (id == node.Id && isElement || missing.Exists(s => s.Id == id) || Around(scopeKey, id) is not null) continue;
            return ModificationDecisions.Invalid($"Expected the scope of variables to be '{node.Label}' or a scope around it, but '{id}' is none.");
        }
        return null;
    }

    /// <summary>Those of scopes that are there already: what is entered next may need them.</summary>
    public void AssignOutside(long scopeKey, List<SubProcess> missing)
    {
        foreach (var given in variables)
        {
            if (given.Place == VariablePlace.Nearest) VariableMappings.AssignOutward(execution, scopeKey, given.Variables);
            else if (given.Place == VariablePlace.Scope && given.ScopeId is null) Assign(execution.Instance.Key, given.Variables);
            else if (given.Place == VariablePlace.Scope && given.ScopeId != node.Id && !missing.Exists(s => s.Id == given.ScopeId)
                && Around(scopeKey, given.ScopeId!) is { } there) Assign(there, given.Variables);
        }
    }

    /// <summary>Those of a scope that has just been entered, or, without an id, of what is started itself.</summary>
    public void AssignIn(long key, string? scopeId)
    {
        foreach (var given in variables)
            if (scopeId is not null ? given.Place == VariablePlace.Scope && given.ScopeId == scopeId
                : given.Place == VariablePlace.Local || isElement && given.Place == VariablePlace.Scope && given.ScopeId == node.Id) Assign(key, given.Variables);
    }

    long? Around(long scopeKey, string id)
    {
        for (var key = scopeKey; key != execution.Instance.Key; key = execution.Instance.Elements[key].ScopeKey)
            if (execution.Instance.Elements[key] is { Role: not ElementRole.Loop } scope && scope.ElementId == id) return key;
        return id == execution.Definition.Id ? execution.Instance.Key : null;
    }

    void Assign(long key, VariableSet given)
    {
        foreach (var (name, value) in given.Items) execution.Emit(new VariableAssigned(key, name, value));
    }
}
