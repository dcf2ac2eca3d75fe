using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Cancelling a transaction (BPMN 2.0.2, 13.3.4): what runs in it is ended, what was completed in it is undone, and the
/// token goes on at the cancel event on its edge.
/// </summary>
static class TransactionTrigger
{
    public static void Cancel(Execution execution, ElementInstance cancelEvent)
    {
        var transaction = TransactionOf(execution, cancelEvent);
        // The cancel end event may stand in a subprocess of the transaction: that one stays until it is done, with nothing else in it.
        for (var stays = cancelEvent; ; stays = execution.Instance.Elements[stays.ScopeKey])
        {
            execution.TerminateChildren(stays.ScopeKey, except: stays.Key);
            execution.Emit(new ScopeInterrupted(stays.ScopeKey));
            Waits.Close(execution, stays.ScopeKey);
            if (stays.ScopeKey == transaction.Key) break;
        }

        if (!CompensationTrigger.UndoNext(execution, cancelEvent)) Cancelled(execution, cancelEvent);
    }

    /// <summary>All is undone.</summary>
    public static void Cancelled(Execution execution, ElementInstance cancelEvent)
    {
        var transaction = TransactionOf(execution, cancelEvent);
        execution.Finish(cancelEvent);
        // Of a transaction that is a loop, the event is on the edge of the loop.
        if (transaction.Role == ElementRole.Item) transaction = execution.Instance.Elements[transaction.ScopeKey];
        var boundary = execution.Definition.BoundaryEvents(transaction.ElementId).FirstOrDefault(b => b.Definition is CancelEventDefinition);
        if (boundary is not null)
        {
            BoundaryTrigger.Catch(execution, transaction, boundary, VariableSet.Empty);
            return;
        }
        var scopeKey = transaction.ScopeKey;
        execution.Terminate(transaction);
        execution.ScopeStepDone(scopeKey);
    }

    public static ElementInstance TransactionOf(Execution execution, ElementInstance element)
    {
        while (execution.NodeOf(element) is not Transaction || element.Role == ElementRole.Loop) element = execution.Instance.Elements[element.ScopeKey];
        return element;
    }
}
