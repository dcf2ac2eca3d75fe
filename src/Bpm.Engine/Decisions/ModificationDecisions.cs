namespace Bpm.Engine;

/// <summary>
/// Moving tokens by hand. Everything is tried on a copy of the instance first, so that a refused instruction leaves no trace of
/// those before it.
/// </summary>
static class ModificationDecisions
{
    public static Rejection? Modify(Execution execution, ModifyProcessInstance command)
    {
        if (command.Instructions.Count == 0) return Invalid("Expected at least one instruction, but there is none. Say what to cancel or where to start.");
        if (execution.Instance.ActiveIn(execution.Instance.Key) == 0)
            return new(RejectionKind.Conflict, $"Expected process instance {execution.Instance.Key} to be at work, but it is about to end. Cancel it, and start a new one.");
        return Try(execution.OnCopy(), command.Instructions, command.Annotation) ?? Try(execution, command.Instructions, command.Annotation);
    }

    static Rejection? Try(Execution execution, EquatableArray<Modification> instructions, string? annotation)
    {
        var words = new ModificationWords(execution);
        execution.Emit(new ProcessInstanceModified([.. instructions.Select(words.For)], annotation));
        var cancelling = new Cancelling(execution, instructions);
        return Each(execution, instructions, words, instruction => instruction is StartInstruction start ? Starting.At(execution, start) : cancelling.Do(instruction))
            ?? cancelling.EndEmptied(annotation);
    }

    /// <summary>Starts a new instance where the instructions say, instead of at its start event.</summary>
    public static Rejection? Begin(Execution execution, EquatableArray<StartInstruction> instructions) =>
        Each(execution, [.. instructions], new ModificationWords(execution), instruction => Starting.At(execution, (StartInstruction)instruction));

    static Rejection? Each(Execution execution, EquatableArray<Modification> instructions, ModificationWords words, Func<Modification, Rejection?> carryOut)
    {
        foreach (var instruction in instructions)
        {
            var problem = execution.Instance.HasEnded
                ? new(RejectionKind.Conflict, "Expected the process instance to be running still, but a condition that holds has ended it.")
                : carryOut(instruction);
            if (problem is null) continue;
            return instructions.Count == 1 ? problem : problem with { Message = $"To {words.For(instruction)}: {problem.Message} Nothing was changed." };
        }
        return null;
    }

    public static Rejection Invalid(string message) => new(RejectionKind.Invalid, message);
}
