using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>
/// How long names and ids may be. The columns of SQL Server have these lengths and those of SQLite have none: they are
/// checked here, before anything is stored, so that both say the same and say it in words.
/// </summary>
static class Lengths
{
    public const int BusinessKey = 255;
    public const int VariableName = 200;
    public const int Id = 200;
    public const int Name = 1000;
    public const int Description = 4000;
    public const int ContentType = 255;
    public const int Topic = 200;
    public const int WorkerId = 150;
    public const int Annotation = 4000;

    /// <summary>The first of a step's texts that is too long to be stored; null when none is.</summary>
    public static Rejection? Problem(IReadOnlyList<HistoryEvent> events)
    {
        foreach (var happened in events)
            if (Problem(happened) is { } problem) return problem;
        return null;
    }

    public static Rejection? Problem(string what, string? text, int most) => text?.Length > most
        ? new(RejectionKind.Invalid, $"Expected {what} of at most {most} characters, but '{text[..20]}…' has {text.Length}.")
        : null;

    static Rejection? Problem(HistoryEvent happened) => happened switch
    {
        SubscriptionOpened { Kind: not SubscriptionKind.Condition } e =>
            Problem("the name of a message or signal", e.Name, Id) ?? Problem("a correlation key", e.CorrelationKey, BusinessKey),
        ProcessInstanceStarted e => Problem("a business key", e.BusinessKey, BusinessKey),
        VariableAssigned e => Problem("a variable name", e.Name, VariableName),
        JobCreated e => Problem("a topic", e.Type, Topic),
        UserTaskCreated e => Problem("a user id", e.Assignee, Id)
            ?? Longest("a user id", e.CandidateUsers) ?? Longest("a group id", e.CandidateGroups),
        UserTaskClaimed e => Problem("a user id", e.UserId, Id),
        UserTaskAssigned e => Problem("a user id", e.UserId, Id),
        UserTaskDelegated e => Problem("a user id", e.UserId, Id) ?? Problem("a user id", e.OwnerId, Id),
        UserTaskUpdated e => Problem("a name", e.Name, Name) ?? Problem("a description", e.Description, Description) ?? Problem("a user id", e.Owner, Id)
            ?? Longest("a user id", e.AddedUsers) ?? Longest("a group id", e.AddedGroups),
        UserTaskCorrected e => Problem("a user id", e.Correction.Assignee, Id)
            ?? (e.Correction.CandidateUsers is { } users ? Longest("a user id", users) : null) ?? (e.Correction.CandidateGroups is { } groups ? Longest("a group id", groups) : null),
        AttachmentAdded e => Problem("a name", e.Name, Name) ?? Problem("a description", e.Description, Description)
            ?? Problem("a content type", e.ContentType, ContentType) ?? Problem("an address", e.Url, Description),
        UserTaskEscalated e => Problem("a recipient's id", e.RecipientId, Id),
        _ => null,
    };

    static Rejection? Longest(string what, IEnumerable<string> ids) => Problem(what, ids.MaxBy(id => id.Length), Id);
}
