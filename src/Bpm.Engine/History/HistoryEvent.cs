namespace Bpm.Engine;

/// <summary>
/// Something that happened in a process instance. Named history event because "event" is a BPMN word.
/// <see cref="ProcessInstance.Apply"/> is the only code that changes an instance, and it reads nothing but these.
/// </summary>
public abstract record HistoryEvent;
