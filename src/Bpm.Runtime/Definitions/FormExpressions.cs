using System.Text;
using System.Text.Json;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// The FEEL expressions of a form-js schema: every property of a component may be one, which begins with '=', and a condition to
/// hide is always one. An expression that cannot be read would be a condition that never holds or a limit that nobody has to keep,
/// so it is told at upload.
/// </summary>
static class FormExpressions
{
    // What a form-js schema takes literally, whatever it begins with: answers to choose from, the modeler's own notes, and keys.
    static readonly HashSet<string> Literal = new(StringComparer.Ordinal) { "values", "properties", "pattern", "id", "key", "type", "path", "schemaVersion", "exporter" };

    // What a reader of JSON allows by default.
    const int MaxDepth = 64;

    /// <summary>Every expression of a well-formed schema that FEEL cannot read, at the place of its JSON string.</summary>
    public static IEnumerable<Diagnostic> Faults(string file, ReadOnlySpan<byte> schema)
    {
        List<Diagnostic> faults = [];
        var reader = new Utf8JsonReader(schema);
        var names = new string?[MaxDepth + 2];
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = names[reader.CurrentDepth] = reader.GetString();
                if (!Literal.Contains(name!)) continue;
                reader.Read();
                reader.Skip();
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                names[reader.CurrentDepth + 1] = null;
            }
            else if (reader.TokenType == JsonTokenType.String && names[reader.CurrentDepth] is { } property)
            {
                var isCondition = property == "hide" && reader.CurrentDepth > 0 && names[reader.CurrentDepth - 1] == "conditional";
                if (Fault(reader.GetString()!, isCondition) is { } reason)
                    faults.Add(Wrong(file, At(schema, (int)reader.TokenStartIndex), property, reader.GetString()!, reason));
            }
        }
        return faults;
    }

    // A lone '=' is what an editor leaves of an expression that was deleted.
    static string? Fault(string text, bool isCondition) =>
        (text.StartsWith('=') || isCondition) && text.TrimStart('=') is var expression && !string.IsNullOrWhiteSpace(expression)
            ? FeelExpression.Parse(expression).Error?.Reason
            : null;

    static Diagnostic Wrong(string file, SourceLocation at, string property, string text, string reason) =>
        new(Severity.Error, "expression-syntax", file, at, null,
            $"Expected a correct expression as “{property}”, but “{(text.Length <= 80 ? text : text[..79] + "…")}” is not: {reason}.",
            "Correct the expression; a text that is meant literally must not begin with '='.");

    static SourceLocation At(ReadOnlySpan<byte> schema, int position)
    {
        var before = schema[..position];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
