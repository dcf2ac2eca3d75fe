namespace Bpm.Engine;

/// <summary>Lends the task to a person, who gives it back when done: it stays the owner's, who completes it.</summary>
public sealed record DelegateUserTask(long TaskKey, string UserId, string? Reason = null) : UserTaskCommand(TaskKey);

/// <summary>A delegated task goes back to its owner, with what was found out.</summary>
public sealed record ResolveUserTask(long TaskKey, VariableSet Variables, string? Reason = null) : UserTaskCommand(TaskKey);
