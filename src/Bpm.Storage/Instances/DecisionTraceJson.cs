using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>The stored form of how decisions came to their values; fields are stored for ever, as those of events.</summary>
static class DecisionTraceJson
{
    public static void Write(Utf8JsonWriter w, EquatableArray<TracedDecision> trace)
    {
        w.WriteStartArray();
        foreach (var decision in trace.AsSpan())
        {
            w.WriteStartObject();
            w.WriteString("id", decision.DecisionId);
            w.Text("name", decision.Name);
            Value(w, decision.Value);
            Items(w, "inputs", decision.Inputs, Write);
            Items(w, "rules", decision.Rules, Write);
            Items(w, "warnings", decision.Warnings, Write);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    public static EquatableArray<TracedDecision> Read(ref Utf8JsonReader reader) => Decisions(JsonElement.ParseValue(ref reader));

    public static EquatableArray<TracedDecision> Read(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = StoredJson.ReaderOptions.MaxDepth });
        return Decisions(document.RootElement);
    }

    static void Write(Utf8JsonWriter w, TracedValue value)
    {
        w.Text("id", value.Id);
        w.Text("name", value.Name);
        w.Text("label", value.Label);
        Value(w, value.Value);
    }

    static void Write(Utf8JsonWriter w, TracedRule rule)
    {
        w.Text("id", rule.Id);
        w.WriteNumber("number", rule.Number);
        Items(w, "outputs", rule.Outputs, Write);
    }

    static void Write(Utf8JsonWriter w, TracedWarning warning)
    {
        w.Text("element", warning.ElementId);
        w.WriteString("text", warning.Text);
        w.WriteString("message", warning.Message);
        w.WriteNumber("position", warning.Position);
        w.WriteNumber("length", warning.Length);
    }

    static void Value(Utf8JsonWriter w, FeelValue value)
    {
        w.WritePropertyName("value");
        FeelJson.Write(w, value, tagged: true);
    }

    static void Items<T>(Utf8JsonWriter w, string name, EquatableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        w.WriteStartArray(name);
        foreach (var item in items.AsSpan())
        {
            w.WriteStartObject();
            write(w, item);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    static EquatableArray<TracedDecision> Decisions(JsonElement trace) => new([.. trace.EnumerateArray().Select(d => new TracedDecision(
        Text(d, "id")!, Text(d, "name"), Value(d), Items(d, "inputs", ValueOf),
        Items(d, "rules", r => new TracedRule(Text(r, "id"), r.GetProperty("number").GetInt32(), Items(r, "outputs", ValueOf))),
        Items(d, "warnings", w => new TracedWarning(
            Text(w, "element"), Text(w, "text")!, Text(w, "message")!, w.GetProperty("position").GetInt32(), w.GetProperty("length").GetInt32()))))]);

    static TracedValue ValueOf(JsonElement e) => new(Text(e, "id"), Text(e, "name"), Text(e, "label"), Value(e));

    static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var text) ? text.GetString() : null;

    static FeelValue Value(JsonElement e) => e.TryGetProperty("value", out var value) ? FeelJson.FromJson(value, tagged: true) : FeelNull.Instance;

    static EquatableArray<T> Items<T>(JsonElement e, string name, Func<JsonElement, T> read) =>
        e.TryGetProperty(name, out var items) ? new([.. items.EnumerateArray().Select(read)]) : [];
}
