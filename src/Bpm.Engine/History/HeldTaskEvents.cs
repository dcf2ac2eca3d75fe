namespace Bpm.Engine;

/// <summary>Somebody wishes something for a task, and its listeners are asked first.</summary>
public sealed record UserTaskChangeHeld(long Key, UserTaskCommand Wish) : HistoryEvent;

/// <summary>A listener corrects what is to become of the task; it shows when the last listener has agreed.</summary>
public sealed record UserTaskCorrected(long Key, TaskCorrection Correction) : HistoryEvent;

/// <summary>All listeners have agreed: what follows is done in the name of <see cref="Actor"/>.</summary>
public sealed record UserTaskChangeGranted(long Key, string? Actor) : HistoryEvent;

/// <summary>A listener has refused it, or it cannot be done any more: the task is as it was before.</summary>
public sealed record UserTaskChangeDenied(long Key, HeldWish Wish, string? Reason) : HistoryEvent;
