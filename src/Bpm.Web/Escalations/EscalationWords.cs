using Bpm.Storage;
using Bpm.Web.Inbox;

namespace Bpm.Web.Escalations;

/// <summary>Escalations in words for people.</summary>
static class EscalationWords
{
    public static string Why(EscalationRow row, KnownPeople people) => row switch
    {
        { EscalatedBy: { } by, Reason: { } reason } => $"{people.Name(by)}: {reason}",
        { EscalatedBy: { } by } => $"{people.Name(by)} escalated it",
        { Step: { } step, Reason: null } => $"Deadline policy, step {step}",
        { Step: { } step, Reason: { } reason } when !reason.Contains($"step {step}", StringComparison.Ordinal) => $"Deadline policy, step {step}: {reason}",
        _ => row.Reason ?? "Deadline policy",
    };

    public static string Action(EscalationRow row) => row.Action switch
    {
        "notify" => "You were told.",
        "addCandidates" => "You may take it.",
        "reassign" => "It was given to you.",
        "raisePriority" => "Its priority was raised.",
        _ => "The process was told as well.",
    };

    public static string Outcome(EscalationRow row, KnownPeople people)
    {
        var who = row.ClosedBy is { } by ? people.Name(by) : "The engine";
        return row.Outcome switch
        {
            "takenOver" => $"{who} took it over",
            "handedOn" => $"{who} handed it on{(row.Assignee is { } now ? $", now {people.Name(now)} has it" : "")}",
            "pushedBack" => $"{who} pushed it back",
            "deadlineExtended" => $"{who} gave it more time",
            "taskCompleted" => $"{who} completed the task",
            _ => "The task was cancelled",
        };
    }

    public static string Done(EscalationWish wish, KnownPeople people) => wish.Kind switch
    {
        EscalationWishKind.TakeOver => $"You have taken over '{wish.TaskName}'. It stands among your tasks now.",
        EscalationWishKind.HandTo => $"{people.Name(wish.UserId ?? "")} has '{wish.TaskName}' now.",
        EscalationWishKind.PushBack => $"'{wish.TaskName}' was pushed back with your reason.",
        _ => $"'{wish.TaskName}' has more time now.",
    };
}
