using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// An activity that is done more than once (BPMN 2.0.2, 13.3.6 and 13.3.7): an element instance that is the loop as a
/// whole, with the boundary events on its edge, and inside it one element instance for each time.
/// </summary>
static class LoopBehavior
{
    /// <summary>More would leave the instance without keys, and a number that a person mistyped would fill the memory.</summary>
    public const int MostInstances = 100_000;

    public static void Begin(Execution execution, Activity node, ElementInstance loop)
    {
        // A spent step budget, or a mended cause, resumes where the loop stopped.
        if (loop.Loop is not null)
        {
            Continue(execution, node, loop);
            return;
        }
        if (!TryPlan(execution, node, loop, out var total, out var items)) return;
        if (total > MostInstances && node.Loop is MultiInstance)
        {
            execution.RaiseIncident(loop, IncidentKind.Expression,
                $"Expected at most {MostInstances} instances of '{node.Label}', but there would be {total}. Correct the number, or call a process for each part of the work.");
            return;
        }
        if (!execution.TryPrepare(loop, out var waits)) return;

        // First, so that a condition on its edge can ask for its counts.
        execution.Emit(new LoopStarted(loop.Key, total, items));
        if (!execution.Start(loop, waits)) return;
        Continue(execution, node, loop);
    }

    /// <summary>Starts what may be started now; the loop completes when there is nothing left to do.</summary>
    static void Continue(Execution execution, Activity node, ElementInstance loop)
    {
        if (loop.State != ElementState.Active) return;
        var isAsync = node.Loop is MultiInstance { AsyncBefore: true };
        var isParallel = node.Loop is MultiInstance { IsSequential: false };
        var state = loop.Loop!;
        if (isParallel)
        {
            // Its continuation starts the rest.
            if (execution.Instance.JobsOf(loop.Key).Any(j => j.Kind == JobKind.Continuation)) return;
            for (var i = state.Started; i < state.Total && execution.Instance.Elements.ContainsKey(loop.Key) && loop.State == ElementState.Active; i++)
            {
                if (execution.IsSpent)
                {
                    execution.ContinueLater(loop, node);
                    return;
                }
                execution.EnterItem(node, loop, i, isAsync);
            }
        }
        else if (execution.Instance.ActiveIn(loop.Key) == 0 && state.Started == state.Completed && MayGoOn(execution, node, loop, out var problem))
        {
            if (problem is null) execution.EnterItem(node, loop, state.Started, isAsync);
            else execution.RaiseIncident(loop, IncidentKind.Expression, problem);
            return;
        }
        if (execution.Instance.Elements.ContainsKey(loop.Key) && loop.State == ElementState.Active && execution.Instance.ActiveIn(loop.Key) == 0)
            execution.Complete(loop);
    }

    /// <summary>Whether there is a next time; a condition that cannot be evaluated is a problem to be raised.</summary>
    static bool MayGoOn(Execution execution, Activity node, ElementInstance loop, out string? problem)
    {
        problem = null;
        var state = loop.Loop!;
        if (node.Loop is not StandardLoop standard) return state.Started < state.Total;
        if (state.Total >= 0 && state.Started >= state.Total) return false;
        if (standard.Condition is null) return state.Total >= 0 || state.Started == 0;
        if (state.Started == 0 && !standard.TestsBefore) return true;
        problem = Conditions.Ask(execution, standard.Condition, loop.Key, $"the loop condition of '{node.Label}'", out var holds);
        return problem is not null || holds;
    }

    /// <summary>The item's own variables: its counter, and the item itself.</summary>
    public static void Prepare(Execution execution, ElementInstance loop, ElementInstance item)
    {
        var counter = item.LoopCounter!.Value;
        execution.Emit(new VariableAssigned(item.Key, "loopCounter", FeelNumber.Of(execution.Definition.Dialect == Dialect.Camunda8 ? counter + 1 : counter)));
        if (execution.NodeOf(loop) is Activity { Loop: MultiInstance { ElementVariable: { } name } } && loop.Loop!.Items is { } items)
            execution.Emit(new VariableAssigned(item.Key, name, items.Items[counter]));
    }

    /// <summary>An instance is done: its result is kept, and the loop goes on or ends.</summary>
    public static void LeaveItem(Execution execution, Activity node, ElementInstance item)
    {
        var loop = execution.Instance.Elements[item.ScopeKey];
        var multi = node.Loop as MultiInstance;
        if (multi?.OutputElement is { } output)
        {
            if (!execution.TryEvaluate(item, output, item.Key, $"the output element of '{node.Label}'", out var result, execution.AllowsMissing, Execution.FlowsStep(node)))
            {
                execution.StopAtLeaving(item);
                return;
            }
            execution.Emit(new LoopItemCollected(loop.Key, item.LoopCounter!.Value, result));
        }
        var isDone = false;
        if (multi?.CompletionCondition is { } condition
            && Conditions.Ask(execution, condition, item.Key, $"the completion condition of '{node.Label}'", out isDone, completing: item) is { } problem)
        {
            execution.StopAtLeaving(item);
            execution.RaiseIncident(item, IncidentKind.Expression, problem, step: Execution.FlowsStep(node));
            return;
        }

        execution.Finish(item);
        if (multi is not null && !MultiInstanceEvents.Throw(execution, loop, multi)) return;
        if (isDone)
        {
            execution.TerminateChildren(loop.Key);
            execution.Complete(loop);
        }
        else
        {
            // Not at once: however many instances need no wait, they do not pile up on the stack, and the first ones'
            // ends do not start the others before the loop itself does.
            execution.Afterwards(loop, () => Continue(execution, node, loop));
        }
    }

    /// <summary>The results of all instances, in the order of the items, become the output collection.</summary>
    public static bool TryAssignResults(Execution execution, Activity node, ElementInstance loop)
    {
        if (node.Loop is not MultiInstance { OutputCollection: { } name } || loop.Loop is not { } state) return true;
        var results = new FeelValue[Math.Max(0, state.Total)];
        Array.Fill(results, FeelNull.Instance);
        foreach (var (counter, result) in state.Results) results[counter] = result;
        VariableMappings.AssignOutward(execution, loop.ScopeKey, name, new FeelList([.. results]));
        return true;
    }

    static bool TryPlan(Execution execution, Activity node, ElementInstance loop, out int total, out FeelList? items)
    {
        (total, items) = (-1, null);
        var (expression, purpose) = node.Loop switch
        {
            MultiInstance { Collection: { } collection } => (collection, $"the collection of '{node.Label}'"),
            MultiInstance multi => (multi.Cardinality, $"the cardinality of '{node.Label}'"),
            _ => (((StandardLoop)node.Loop!).Maximum, $"the loop maximum of '{node.Label}'"),
        };
        if (expression is null) return true;
        if (!execution.TryEvaluate(loop, expression, loop.ScopeKey, purpose, out var value)) return false;
        switch (value)
        {
            case FeelList list when node.Loop is MultiInstance { Collection: not null }:
                (total, items) = (list.Items.Count, list);
                return true;
            case FeelNumber { Value: >= 0 and <= int.MaxValue } number when node.Loop is not MultiInstance { Collection: not null }:
                total = (int)number.Value;
                return true;
            case FeelString text when node.Loop is not MultiInstance { Collection: not null } && int.TryParse(text.Value, out total) && total >= 0:
                return true;
            default:
                var expected = node.Loop is MultiInstance { Collection: not null } ? "a list" : "a number from 0";
                execution.RaiseIncident(loop, IncidentKind.Expression, $"Expected {purpose} to be {expected}, but {expression.Text} gave {value}.");
                return false;
        }
    }
}
