using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>What to start: the latest version of a process, or one definition by its key.</summary>
public sealed record StartRequest(VariableSet Variables)
{
    public string? ProcessId { get; init; }
    public long? DefinitionKey { get; init; }

    /// <summary>The case's own number in the business; null takes it from the start form's business key field, if it has one.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Start event to begin at; null means the process's none start event.</summary>
    public string? StartEventId { get; init; }

    /// <summary>Where to begin instead of at a start event; for operators.</summary>
    public IReadOnlyList<StartInstruction> Instructions { get; init; } = [];

    /// <summary>What to do when an instance of the process with the same business key is open.</summary>
    public BusinessKeyPolicy BusinessKeyPolicy { get; init; }

    public static StartRequest Process(string processId, VariableSet variables, string? businessKey = null) =>
        new(variables) { ProcessId = processId, BusinessKey = businessKey };

    public static StartRequest Definition(long definitionKey, VariableSet variables, string? businessKey = null) =>
        new(variables) { DefinitionKey = definitionKey, BusinessKey = businessKey };
}

/// <summary>Whether a business key may be used by several open instances of a process, of whatever version.</summary>
public enum BusinessKeyPolicy
{
    /// <summary>It may.</summary>
    Share,

    /// <summary>The start is refused, and the refusal names the instance that has it.</summary>
    Fail,

    /// <summary>Nothing is started; the answer is the instance that has it.</summary>
    ReturnExisting,
}

/// <summary>An instance that was started, or that was there already and was asked for instead.</summary>
public sealed record StartedInstance(long Key, long DefinitionKey, string ProcessId, string? BusinessKey, bool HasEnded)
{
    public bool WasThere { get; init; }
}
