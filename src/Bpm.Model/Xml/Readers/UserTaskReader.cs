using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Reads user tasks: assignment (by extension or standard BPMN), dates, priority, form and escalation policy.</summary>
static class UserTaskReader
{
    public static UserTask Read(SourceElement task, string scopeId, EscalationPolicySource? processPolicy, ReadContext context)
    {
        var source = context.Extensions.Assignment(task);
        // A performer who is named by a role may be anyone who has it.
        var owners = task.Bpmn("potentialOwner").Concat(task.Bpmn("humanPerformer").Where(p => IsRole(p, context))).Select(o => ResourceAssignment.Read(o, context)).ToList();
        var dueDate = Date(source.DueDate, "due date", task, context);
        var policy = EscalationPolicyReader.Read(task, context) ?? processPolicy;
        if (policy is { UsesDueDate: true } && dueDate is null)
        {
            context.Diagnostics.Error("escalation-without-due-date", policy.LocationFor(task), task.Id,
                "Expected a due date on the user task, since its escalation policy counts from it, but there is none.",
                "Give the task a due date, or count the escalation from its creation, for example PT4H.");
        }

        var assignee = Assignee(source.Assignee, task, context);
        var users = Candidates(source.CandidateUsers, owners.SelectMany(o => o.Users), task, context);
        var groups = Candidates(source.CandidateGroups, owners.SelectMany(o => o.Groups), task, context);
        return new UserTask
        {
            Id = task.Id ?? "",
            ScopeId = scopeId,
            Assignee = assignee,
            CandidateUsers = users,
            CandidateGroups = assignee is null && users is null && groups is null ? LaneReader.Group(task, context) : groups,
            DueDate = dueDate,
            FollowUpDate = Date(source.FollowUpDate, "follow-up date", task, context),
            Priority = Priority(source.Priority, task, context),
            Form = context.Extensions.Form(task),
            EscalationPolicy = policy?.Steps ?? [],
        };
    }

    static FeelExpression? Assignee(SourceText? extension, SourceElement task, ReadContext context)
    {
        var performer = task.Bpmn("humanPerformer").FirstOrDefault(p => !IsRole(p, context));
        if (performer is not null && extension is { IsEmpty: false })
        {
            context.Diagnostics.Error("several-assignees", performer.Location, task.Id,
                "Expected one assignee, but found both bpmn:humanPerformer and an assignee.", "Keep one of them.");
        }

        if (extension is { IsEmpty: false } || performer is null)
        {
            return context.Expressions.Value(extension, task.Id);
        }

        var named = ResourceAssignment.Expression(performer);
        if (named is not { IsEmpty: false })
        {
            context.Diagnostics.Error("missing-assignment", performer.Location, task.Id,
                "Expected a person in bpmn:humanPerformer, but it has no resourceAssignmentExpression with text.", "Write for example user(anna).");
            return null;
        }

        var isUser = named.Value.StartsWith("user(", StringComparison.Ordinal) && named.Value.EndsWith(')');
        return context.Expressions.Value(isUser ? named.From(5).DropLast() : named, task.Id);
    }

    static bool IsRole(SourceElement performer, ReadContext context) =>
        ResourceAssignment.Expression(performer) is not { IsEmpty: false } && ResourceAssignment.Role(performer, context) is not null;

    static FeelExpression? Candidates(SourceText? extension, IEnumerable<SourceText> owners, SourceElement task, ReadContext context)
    {
        SourceText[] all = [.. extension is { IsEmpty: false } ? [extension] : Array.Empty<SourceText>(), .. owners];
        if (all.Length <= 1)
        {
            return context.Expressions.Value(all.FirstOrDefault(), task.Id);
        }

        if (all.FirstOrDefault(c => context.Expressions.IsExpression(c.Value)) is not { } dynamic)
        {
            return ExpressionReader.Constant(string.Join(',', all.Select(c => c.Value.Trim())));
        }

        context.Diagnostics.Error("mixed-candidates", dynamic.Location, task.Id,
            "Expected either plain names or one expression for the candidates, but found both.", "Name all candidates in one expression that gives a list.");
        return ExpressionReader.Invalid;
    }

    static FeelExpression? Date(SourceText? text, string what, SourceElement task, ReadContext context)
    {
        var date = context.Expressions.Value(text, task.Id);
        if (ExpressionReader.StaticText(date) is { } fixedDate && !Iso8601.IsDateTime(fixedDate) && !Iso8601.IsDuration(fixedDate))
        {
            context.Diagnostics.Error("date-text", text!.Trim().Location, task.Id,
                $"Expected an ISO 8601 date or duration as {what}, but found “{fixedDate}”.",
                "Write for example 2030-01-31T12:00:00Z, or P2D for two days after creation, or an expression.");
        }

        return date;
    }

    static FeelExpression? Priority(SourceText? text, SourceElement task, ReadContext context)
    {
        var priority = context.Expressions.Value(text, task.Id);
        if (ExpressionReader.StaticText(priority) is { } number && !(int.TryParse(number, out var value) && value is >= 0 and <= 100))
        {
            context.Diagnostics.Error("priority", text!.Trim().Location, task.Id,
                $"Expected a priority from 0 to 100, but found “{number}”.", "Write a whole number; 50 is the usual one.");
        }

        return priority;
    }
}
