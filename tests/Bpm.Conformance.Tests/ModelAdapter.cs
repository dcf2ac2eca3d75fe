using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Conformance.Tests;

/// <summary>
/// Gives a copy of a model, written for another engine, the meaning that the case's bindings name: expressions and scripts
/// in FEEL, in-process services as jobs, tasks that wait for a person as user tasks.
/// </summary>
static class ModelAdapter
{
    static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static readonly XNamespace Camunda = "http://camunda.org/schema/1.0/bpmn";
    static readonly string[] Vendors = ["http://camunda.org/schema/1.0/bpmn", "http://operaton.org/schema/1.0/bpmn", "http://activiti.org/bpmn"];
    static readonly string[] Implementations = ["class", "delegateExpression", "expression", "type", "topic"];

    public static byte[] Adapt(byte[] model, JsonElement json)
    {
        var document = XDocument.Load(new MemoryStream(model), LoadOptions.PreserveWhitespace);
        foreach (var process in document.Descendants(Bpmn + "process")) process.SetAttributeValue("isExecutable", "true");
        var bindings = json.TryGetProperty("bindings", out var given) ? given : JsonDocument.Parse("{}").RootElement;
        var isCamunda7 = BpmnReader.Read(model, "model").Dialect == Dialect.Camunda7;
        if (bindings.TryGetProperty("expressions", out var expressions)) Expressions(document, expressions, isCamunda7);
        if (bindings.TryGetProperty("scripts", out var scripts)) Scripts(document, scripts);
        if (bindings.TryGetProperty("jobs", out var jobs)) Jobs(document, jobs);
        if (bindings.TryGetProperty("treatAsUserTask", out var people))
            foreach (var id in people.EnumerateArray())
                if (Find(document, id.GetString()!) is { } task) task.Name = Bpmn + "userTask";
        return Encoding.UTF8.GetBytes(document.Declaration is null ? document.ToString() : $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{document.Root}");
    }

    static void Expressions(XDocument document, JsonElement expressions, bool isCamunda7)
    {
        foreach (var binding in expressions.EnumerateObject())
        {
            foreach (var element in document.Descendants().Where(e => !e.HasElements && e.Value.Trim() == binding.Name).ToList())
            {
                var text = Text(binding.Name, binding.Value, isCamunda7, out var isFeel);
                element.Value = text;
                element.SetAttributeValue("language", isFeel && isCamunda7 ? "feel" : null);
            }
            foreach (var attribute in document.Descendants().SelectMany(e => e.Attributes()).Where(a => a.Value.Trim() == binding.Name && IsExpression(a)).ToList())
                attribute.Value = Text(binding.Name, binding.Value, isCamunda7, out _);
        }
    }

    /// <summary>The expression as the file's dialect can say it: as it stands if that is understood, else as the binding translates it.</summary>
    static string Text(string original, JsonElement binding, bool isCamunda7, out bool isFeel)
    {
        isFeel = false;
        var braced = original.StartsWith("${", StringComparison.Ordinal) || original.StartsWith("#{", StringComparison.Ordinal);
        if (binding.TryGetProperty("juel", out var juel) && CamundaExpression.Parse(juel.GetString()!).IsValid && isCamunda7) return juel.GetString()!;
        if (braced && juel.ValueKind == JsonValueKind.Undefined && CamundaExpression.Parse(original).IsValid) return original;
        var feel = binding.GetProperty("feel").GetString()!;
        if (isCamunda7 && CamundaExpression.Parse($"${{{original}}}").IsValid && !braced) return $"${{{original}}}";
        isFeel = true;
        return isCamunda7 ? feel : "=" + feel;
    }

    /// <summary>Attributes of BPMN itself are ids, names and flags, but for the loop's maximum.</summary>
    static bool IsExpression(XAttribute attribute) =>
        !attribute.IsNamespaceDeclaration && (attribute.Name.Namespace != XNamespace.None || attribute.Name == "loopMaximum" || attribute.Parent!.Name.Namespace != Bpmn);

    static void Scripts(XDocument document, JsonElement scripts)
    {
        foreach (var binding in scripts.EnumerateObject())
        {
            if (Find(document, binding.Name) is not { } task) continue;
            var effect = binding.Value.GetProperty("effect");
            if (effect.TryGetProperty("throwError", out _))
            {
                task.Name = Bpmn + "serviceTask";
                task.Elements(Bpmn + "script").Remove();
                task.SetAttributeValue("scriptFormat", null);
                continue;
            }
            var lines = effect.TryGetProperty("set", out var set) ? set.EnumerateObject().Select(a => $"{a.Name} = {a.Value.GetString()}").ToList() : [];
            if (lines.Count == 0) lines.Add("null");
            task.Elements(Bpmn + "script").Remove();
            task.SetAttributeValue(task.Name.LocalName.StartsWith("global", StringComparison.Ordinal) ? "scriptLanguage" : "scriptFormat", "feel");
            task.Add(new XElement(Bpmn + "script", string.Join(";\n", lines)));
        }
    }

    static void Jobs(XDocument document, JsonElement jobs)
    {
        foreach (var binding in jobs.EnumerateObject())
        {
            if (Find(document, binding.Name) is not { } task) continue;
            task.Attributes().Where(a => Vendors.Contains(a.Name.NamespaceName) && Implementations.Contains(a.Name.LocalName)).Remove();
            task.SetAttributeValue(Camunda + "type", "external");
            task.SetAttributeValue(Camunda + "topic", "binding");
        }
    }

    static XElement? Find(XDocument document, string id) => document.Descendants().FirstOrDefault(e => (string?)e.Attribute("id") == id && e.Name.Namespace == Bpmn);
}
