namespace Bpm.Model;

/// <summary>Reads script tasks; the only script language is FEEL.</summary>
static class ScriptTaskReader
{
    static readonly HashSet<string> FeelFormats = ["feel", "application/feel", "text/feel", "text/x-feel"];

    /// <summary>A script in the task's own <c>bpmn:script</c>.</summary>
    public static ScriptTask? ReadInline(SourceElement task, string scopeId, SourceText? resultVariable, ReadContext context)
    {
        var format = task.Find("scriptFormat");
        var script = task.Bpmn("script").FirstOrDefault()?.Text;
        if (format is not null && !IsFeel(format, task, task.Id, context))
        {
            return null;
        }

        if (script is null || script.IsEmpty)
        {
            context.Diagnostics.Error("missing-script", task.Location, task.Id,
                "Expected a script, but there is none.", "Write the script in FEEL, or make the task an undefined task.");
            return null;
        }

        // Plain BPMN leaves the language open, and there is only one here; in Camunda 7 the attribute decides what runs.
        if (format is null && context.Dialect != Dialect.Plain)
        {
            context.Diagnostics.Error("missing-script-format", task.Location, task.Id,
                "Expected scriptFormat=\"feel\", but the script names no format.", "Add scriptFormat=\"feel\" and write the script in FEEL.");
            return null;
        }

        var variable = context.Static(resultVariable, "result variable", task);
        return Make(task, scopeId, script.Trim(), variable, context);
    }

    /// <summary>Whether a script says that it is FEEL; any other language, or none, is reported.</summary>
    public static bool IsFeel(SourceText? format, SourceElement script, string? elementId, ReadContext context)
    {
        if (format is not null && FeelFormats.Contains(format.Value.Trim().ToLowerInvariant()))
        {
            return true;
        }

        context.Diagnostics.Error("unsupported-script-format", format?.Location ?? script.Location, elementId,
            $"Expected the script format feel, but found {(format is null ? "none" : $"“{format.Value}”")}.",
            "Write the script in FEEL, the one language that runs inside the engine, or let a job do it: a service task whose worker knows the language.");
        return false;
    }

    /// <summary>A <c>zeebe:script</c>, whose expression stands behind an equals sign.</summary>
    public static ScriptTask? ReadExpression(SourceElement task, string scopeId, SourceElement script, string? variable, ReadContext context)
    {
        if (script.Find("expression")?.Trim() is not { IsEmpty: false } text)
        {
            context.Diagnostics.Error("missing-script", script.Location, task.Id,
                "Expected a FEEL expression in zeebe:script, but there is none.", "Fill in the expression.");
            return null;
        }

        if (!text.Value.StartsWith('='))
        {
            context.Diagnostics.Error("script-no-expression", text.Location, task.Id,
                $"Expected a FEEL expression that begins with “=”, but found “{text.Value}”.", "Put “=” before the expression.");
            return null;
        }

        return Make(task, scopeId, text.From(1), variable, context);
    }

    static ScriptTask? Make(SourceElement task, string scopeId, SourceText text, string? variable, ReadContext context) =>
        context.Expressions.Script(text, variable, task.Id) is { } script
            ? new ScriptTask { Id = task.Id ?? "", ScopeId = scopeId, Script = script }
            : null;
}
