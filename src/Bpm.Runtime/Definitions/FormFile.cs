using System.Text;
using System.Text.Json;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>A form-js schema as uploaded: its id, and its text unchanged.</summary>
sealed record FormFile(string Name, string FormId, string Schema)
{
    const int MaxBytes = 1024 * 1024;

    public static bool IsForm(string fileName) =>
        fileName.EndsWith(".form", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a schema, or says what is wrong with it; faulty expressions do not keep its id from being known.</summary>
    public static FormFile? Read(DeploymentFile file, ICollection<Diagnostic> diagnostics)
    {
        if (file.Content.Length > MaxBytes)
        {
            diagnostics.Add(Wrong(file, "form-too-large", default, $"Expected a form of at most {MaxBytes / 1024} KB, but it has {file.Content.Length / 1024} KB.", "Split the form, or remove embedded pictures."));
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(file.Content);
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } formId
                && json.RootElement.TryGetProperty("components", out var components) && components.ValueKind == JsonValueKind.Array)
            {
                foreach (var fault in FormExpressions.Faults(file.Name, file.Content.Span)) diagnostics.Add(fault);
                return new FormFile(file.Name, formId, Encoding.UTF8.GetString(file.Content.Span));
            }
            diagnostics.Add(Wrong(file, "no-form", default, "Expected a form-js schema with an id and components, but one of them is missing.", "Save the form with Camunda Modeler or form-js and upload that file."));
        }
        catch (JsonException e)
        {
            var at = new SourceLocation((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            diagnostics.Add(Wrong(file, "malformed-json", at, "Expected JSON, but the file cannot be read as such.", "Save the form with Camunda Modeler or form-js and upload that file."));
        }
        // Half of a surrogate pair, which is no text.
        catch (InvalidOperationException)
        {
            diagnostics.Add(Wrong(file, "malformed-json", default, "Expected texts of whole characters, but one has half of a character, such as \\ud800.", "Save the form with Camunda Modeler or form-js and upload that file."));
        }
        return null;
    }

    static Diagnostic Wrong(DeploymentFile file, string code, SourceLocation at, string message, string remedy) =>
        new(Severity.Error, code, file.Name, at, null, message, remedy);
}
