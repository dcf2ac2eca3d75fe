namespace Bpm.Engine;

/// <summary>
/// What somebody wishes for a user task while the task's listeners decide about it. The task stays as it was until the
/// last of them agrees.
/// </summary>
/// <param name="Key">The task's element instance.</param>
/// <param name="Wish">The command as it was given; null while the task is being created, which nobody wishes but the process.</param>
/// <param name="Corrections">What listeners have corrected so far.</param>
public sealed record HeldTaskChange(long Key, UserTaskCommand? Wish, TaskCorrection Corrections);

/// <summary>What can be wished for a task, as its listeners see it.</summary>
public enum HeldWish { Assign, Update, Complete }
