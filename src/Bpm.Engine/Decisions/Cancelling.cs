namespace Bpm.Engine;

/// <summary>Ends what instructions name, and afterwards the scopes that this has left empty.</summary>
sealed class Cancelling(Execution execution, IReadOnlyList<Modification> instructions)
{
    readonly HashSet<long> _wasActive = [.. instructions.OfType<CancelElement>().Select(c => c.ElementKey).Where(execution.Instance.Elements.ContainsKey)];
    readonly List<long> _left = [];

    ProcessInstance Instance => execution.Instance;

    public Rejection? Do(Modification instruction) => instruction is CancelElement one ? One(one) : All((CancelAll)instruction);

    Rejection? One(CancelElement cancel)
    {
        if (Instance.Elements.TryGetValue(cancel.ElementKey, out var element)) End(element);
        else if (cancel.ElementKey == Instance.Key) return ModificationDecisions.Invalid($"Expected an element instance, but {cancel.ElementKey} is the process instance itself. Cancel that as a whole.");
        else if (!_wasActive.Contains(cancel.ElementKey)) return ModificationDecisions.Invalid($"Expected an active element instance of process instance {Instance.Key}, but {cancel.ElementKey} is none.");
        return null;
    }

    Rejection? All(CancelAll cancel)
    {
        if (!execution.Definition.Nodes.TryGetValue(cancel.ElementId, out var node)) return Starting.NoElement(execution, cancel.ElementId);
        foreach (var element in Instance.Elements.Values.Where(e => e.ElementId == node.Id).OrderBy(e => e.Key).ToList())
            if (Instance.Elements.ContainsKey(element.Key)) End(element);
        List<long> scopes = [Instance.Key, .. Instance.Elements.Values.Where(e => e.ElementId == node.ScopeId).Select(e => e.Key)];
        _left.AddRange(scopes.Where(scopeKey => execution.DropTokens(node, scopeKey)));
        return null;
    }

    void End(ElementInstance element)
    {
        execution.Terminate(element);
        _left.Add(element.ScopeKey);
        // Who waits for it to be undone waits for nothing any more.
        if (element.ThrownBy is { } key && Instance.Elements.TryGetValue(key, out var thrower))
            execution.Afterwards(thrower, () => CompensationTrigger.Undone(execution, element));
    }

    /// <summary>A scope in which nothing is left ends as cancelled, and so does the one around it, and at last the instance.</summary>
    public Rejection? EndEmptied(string? reason)
    {
        for (var i = 0; i < _left.Count; i++)
            if (Instance.Elements.TryGetValue(_left[i], out var scope) && Instance.ActiveIn(scope.Key) == 0 && !IsToGoOn(scope)) End(scope);
        return _left.Count > 0 && !Instance.HasEnded && Instance.ActiveIn(Instance.Key) == 0 ? InstanceDecisions.Cancel(execution, reason) : null;
    }

    /// <summary>A loop that has more to start does so in a step of its own.</summary>
    bool IsToGoOn(ElementInstance scope) => Instance.JobsOf(scope.Key).Any(j => j.Kind == JobKind.Continuation);
}
