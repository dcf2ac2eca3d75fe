using System.Text;
using System.Text.Json;

namespace Bpm.Model;

/// <summary>Checks that the form-js schemas inside a process (<c>zeebe:userTaskForm</c>) are JSON objects.</summary>
static class EmbeddedFormsReader
{
    public static void Check(SourceElement process, ReadContext context)
    {
        var ids = new HashSet<string>();
        foreach (var form in process.Extensions(Namespaces.Zeebe, "userTaskForm"))
        {
            if (form.Id is null || !ids.Add(form.Id))
            {
                context.Diagnostics.Error("form-id", form.Location, process.Id,
                    form.Id is null ? "Expected an id on zeebe:userTaskForm, but there is none." : $"Expected each form once, but “{form.Id}” appears again.",
                    "Give each form an id of its own.");
            }

            CheckSchema(form, process.Id, context);
        }
    }

    static void CheckSchema(SourceElement form, string? processId, ReadContext context)
    {
        var text = form.Text?.Trim();
        try
        {
            using var schema = JsonDocument.Parse(text?.Value ?? "");
            if (schema.RootElement.ValueKind == JsonValueKind.Object)
            {
                return;
            }

            Report(text!.Location, $"it is a JSON {schema.RootElement.ValueKind.ToString().ToLowerInvariant()}");
        }
        catch (JsonException wrong)
        {
            Report(text is null ? form.Location : text.At(Position(text.Value, wrong)), "its text is no JSON at this place");
        }

        void Report(SourceLocation location, string what) =>
            context.Diagnostics.Error("form-schema", location, processId,
                $"Expected the form “{form.Id}” to be a form-js schema (a JSON object), but {what}.", "Export the form again with the form editor.");
    }

    /// <summary>JSON errors are located by line and by bytes within the line.</summary>
    static int Position(string text, JsonException wrong)
    {
        var start = 0;
        for (var line = wrong.LineNumber ?? 0; line > 0; line--)
        {
            start = text.IndexOf('\n', start) + 1;
        }

        var bytes = wrong.BytePositionInLine ?? 0;
        var position = start;
        for (; position < text.Length && bytes > 0; position++)
        {
            bytes -= Encoding.UTF8.GetByteCount(text.AsSpan(position, 1));
        }

        return Math.Min(position, text.Length);
    }
}
