using System.Text.Json;
using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>
/// Reads a form-js schema: the same JSON that the browser draws. What the server cannot check is taken out of the drawing and
/// named in a notice, so that nothing is asked whose answer would be lost.
/// </summary>
public sealed class FormJsReader(IFeelScope variables, FeelEnvironment environment)
{
    readonly List<FormInput> _inputs = [];
    readonly List<string> _notices = [];

    /// <summary>The form, or why the text is none.</summary>
    public static (FormModel? Form, string? Problem) Read(string schema, IFeelScope variables, FeelEnvironment environment)
    {
        try
        {
            if (JsonNode.Parse(schema) is not JsonObject root) return (null, "Expected a form-js schema, but it is no JSON object.");
            if (root["components"] is not JsonArray components) return (null, "Expected a form-js schema, but it has no list of components.");
            var reader = new FormJsReader(variables, environment);
            reader.Components(components, "", []);
            return (new FormModel(reader._inputs) { Schema = root.ToJsonString(), Notices = reader._notices }, null);
        }
        catch (JsonException broken)
        {
            return (null, $"Expected a form-js schema, but it is no JSON: {broken.Message}");
        }
        catch (FeelJsonException tooLarge)
        {
            return (null, $"Expected a form-js schema, but a choice in it cannot be kept: {tooLarge.Message}");
        }
    }

    void Components(JsonArray components, string path, IReadOnlyList<FeelExpression> hidden)
    {
        foreach (var node in components.ToArray())
        {
            var component = node as JsonObject;
            var type = component?.Text("type") ?? "";
            if (component is not null && !Component(component, type, path, hidden))
            {
                _notices.Add($"The {(type == "" ? "component without a type" : $"component '{type}'")} ({NameOf(component)}) cannot be shown here.");
                components.Remove(node);
            }
        }
    }

    bool Component(JsonObject component, string type, string path, IReadOnlyList<FeelExpression> hidden)
    {
        if (type is "text" or "html" or "separator" or "spacer" or "button") return true;
        hidden = Condition(component) is { } condition ? [.. hidden, condition] : hidden;
        if (type == "group")
        {
            Components(component["components"] as JsonArray ?? [], Join(path, component.Text("path")), hidden);
            return true;
        }
        if (FormJsInputs.KindOf(type, component.Text("subtype")) is not { } kind || component.Text("key") is not { Length: > 0 } key) return false;

        var input = new FormJsInputs(component, variables, environment, _notices).Read(Join(path, key), kind) with { HideWhen = hidden };
        var validate = component["validate"] as JsonObject;
        if (FormJsInputs.PatternOf(validate, out var meaning) is { } pattern)
        {
            if (Patterns.TryRead(pattern) is { } regex) input = input with { Pattern = regex, PatternMeaning = meaning };
            else _notices.Add($"The pattern of '{input.Label}' is not understood by the server, so it is only checked in the browser.");
        }
        _inputs.Add(input);
        return true;
    }

    FeelExpression? Condition(JsonObject component)
    {
        var text = (component["conditional"] as JsonObject)?.Text("hide")?.TrimStart('=');
        if (string.IsNullOrWhiteSpace(text)) return null;
        var parsed = FeelExpression.Parse(text);
        if (!parsed.IsValid) _notices.Add($"The condition that hides '{NameOf(component)}' is not understood, so it is always asked: {parsed.Error!.Reason}.");
        return parsed.Expression;
    }

    static string NameOf(JsonObject component) => component.Text("label") ?? component.Text("key") ?? component.Text("id") ?? "unnamed";

    static string Join(string path, string? key) => path == "" ? key ?? "" : string.IsNullOrEmpty(key) ? path : path + "." + key;
}
