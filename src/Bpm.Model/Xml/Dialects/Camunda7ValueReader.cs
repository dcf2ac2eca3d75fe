using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// The value of an input or output parameter of Camunda 7: text or expression, a script in FEEL, or a list or map of such values,
/// nested as deep as one likes.
/// </summary>
sealed class Camunda7ValueReader(ReadContext context)
{
    const string Camunda = Namespaces.Camunda;

    public FeelExpression Read(SourceElement holder, string? elementId) =>
        holder.Children.Find(c => c.Namespace == Camunda && c.Name is "list" or "map" or "script") is { } inner
            ? Value(inner, elementId)
            : context.Expressions.Value(holder.Text, elementId) ?? ExpressionReader.Null;

    FeelExpression Value(SourceElement value, string? elementId) => value.Name switch
    {
        "list" => FeelExpression.List([.. value.Children.Where(c => c.Namespace == Camunda).Select(item => Value(item, elementId))]),
        "map" => FeelExpression.Context([.. value.Elements(Camunda, "entry").Select(entry => KeyValuePair.Create(Key(entry, elementId), Read(entry, elementId)))]),
        "script" => Script(value, elementId),
        _ => context.Expressions.Value(value.Text, elementId) ?? ExpressionReader.Null,
    };

    string Key(SourceElement entry, string? elementId)
    {
        if (entry["key"]?.Trim() is { Length: > 0 } key)
        {
            return key;
        }

        context.Diagnostics.Error("missing-key", entry.Location, elementId, "Expected a key on camunda:entry, but there is none.", "Give the entry a key.");
        return "";
    }

    /// <summary>A script gives a value: one FEEL expression.</summary>
    FeelExpression Script(SourceElement script, string? elementId)
    {
        if (!ScriptTaskReader.IsFeel(script.Find("scriptFormat"), script, elementId, context))
        {
            return ExpressionReader.Invalid;
        }

        if (script.Text is { IsEmpty: false } text)
        {
            return context.Expressions.Feel(text.Trim(), elementId);
        }

        context.Diagnostics.Error("missing-script", script.Location, elementId, "Expected a FEEL expression in camunda:script, but it is empty.", "Write the expression.");
        return ExpressionReader.Invalid;
    }
}
