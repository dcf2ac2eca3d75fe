using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Setting variables from a task.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>
    /// Sets variables that a task sees. Its assignee may, who could as well complete it with them, and whoever oversees it.
    /// </summary>
    /// <param name="isLocal">In the task's own scope; else each where the task sees it, and new ones in the instance.</param>
    public async Task<Reply> SetTaskVariables(Actor actor, long taskKey, VariableSet variables, bool isLocal, CancellationToken ct = default)
    {
        var places = isLocal
            ? [(Scope: taskKey, Variables: variables)]
            : await Peek(InstanceKey.Of(taskKey), (instance, _) => Places(instance, taskKey, variables), ct) ?? [(taskKey, variables)];
        foreach (var (scope, part) in places)
        {
            var reply = await OnTask(actor, taskKey, async (task, _, stop) =>
                task.Assignee == actor.UserId || await _rights.Oversees(actor, task, stop)
                    ? new SetVariables(scope, part) { At = Now, Actor = actor.Id }
                    : NotYours(task, "change the variables of", "Only its assignee or a manager can."), ct);
            if (!reply.IsDone) return reply;
        }
        return Reply.Done;
    }

    static List<(long Scope, VariableSet Variables)> Places(ProcessInstance instance, long taskKey, VariableSet variables) =>
        [.. variables.Items.GroupBy(v => ScopeOf(instance, taskKey, v.Key)).Select(g => (g.Key, new VariableSet([.. g])))];

    /// <summary>The nearest scope around the task that has the variable.</summary>
    static long ScopeOf(ProcessInstance instance, long taskKey, string name)
    {
        for (var scope = taskKey; scope != instance.Key && instance.Elements.ContainsKey(scope); scope = instance.Elements[scope].ScopeKey)
            if ((instance.Scopes.GetValueOrDefault(scope) ?? []).Any(v => v.Key == name)) return scope;
        return instance.Key;
    }
}
