namespace Bpm.Model;

/// <summary>People as standard BPMN names them in a resourceAssignmentExpression: <c>user(anna), group(sales)</c>; a bare name is a group.</summary>
sealed record ResourceAssignment(List<SourceText> Users, List<SourceText> Groups)
{
    /// <summary>Text of the expression inside a humanPerformer, potentialOwner or potentialStarter.</summary>
    public static SourceText? Expression(SourceElement resource) =>
        resource.Bpmn("resourceAssignmentExpression")
            .SelectMany(e => e.Bpmn("formalExpression").Concat(e.Bpmn("expression")))
            .FirstOrDefault()?.Text?.Trim();

    /// <summary>The name of the resource that a resourceRef leads to: a role, hence a group (BPMN 2.0.2, 8.4.9).</summary>
    public static SourceText? Role(SourceElement resource, ReadContext context)
    {
        var reference = resource.Bpmn("resourceRef").FirstOrDefault()?.Text?.Trim();
        return reference is { IsEmpty: false } ? context.Declarations.Resource(reference.Value)?.Find("name") ?? reference : null;
    }

    public static ResourceAssignment Read(SourceElement resource, ReadContext context)
    {
        var assignment = new ResourceAssignment([], []);
        if (Expression(resource) is not { IsEmpty: false } text)
        {
            if (Role(resource, context) is { } role)
            {
                assignment.Groups.Add(role);
                return assignment;
            }

            context.Diagnostics.Error("missing-assignment", resource.Location, resource.NearestId,
                $"Expected people in “{resource.Name}”, but it has no resourceAssignmentExpression with text.",
                "Write for example user(anna), group(sales).");
            return assignment;
        }

        if (context.Expressions.IsExpression(text.Value) && !text.Value.Contains('(', StringComparison.Ordinal))
        {
            assignment.Groups.Add(text);
            return assignment;
        }

        foreach (var part in text.SplitByComma())
        {
            var isUser = part.Value.StartsWith("user(", StringComparison.Ordinal) && part.Value.EndsWith(')');
            var isGroup = part.Value.StartsWith("group(", StringComparison.Ordinal) && part.Value.EndsWith(')');
            (isUser ? assignment.Users : assignment.Groups).Add(isUser || isGroup ? part.From(isUser ? 5 : 6).DropLast().Trim() : part);
        }

        return assignment;
    }
}
