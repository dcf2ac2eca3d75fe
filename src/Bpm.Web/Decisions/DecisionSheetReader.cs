using System.Xml;
using System.Xml.Linq;

namespace Bpm.Web.Decisions;

/// <summary>
/// Reads what is to be shown of a DMN file, whatever its version, and whether or not it can be evaluated: a faulty table is
/// shown, too, so that its problem can be seen in its cell. What an expression means is not its business.
/// </summary>
public static class DecisionSheetReader
{
    const int DeepestText = 12;
    const int MostAliases = 8;

    /// <summary>As deep as a file may be nested that can be deployed; what XDocument and the walk over it cost grows with the depth.</summary>
    const int DeepestElement = 256;

    /// <summary>The decisions in the order of the file; none when the text is no well-formed XML, or nested too deeply.</summary>
    public static IReadOnlyList<DecisionSheet> Read(string xml)
    {
        try
        {
            if (IsTooDeep(xml)) return [];
            using var reader = Open(xml);
            return XDocument.Load(reader).Root is { } root ? Read(root) : [];
        }
        catch (XmlException)
        {
            // The check of the file says where it is broken.
            return [];
        }
    }

    static bool IsTooDeep(string xml)
    {
        using var reader = Open(xml);
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement) return true;
        }
        return false;
    }

    static XmlReader Open(string xml) =>
        XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });

    static DecisionSheet[] Read(XElement root)
    {
        var types = root.Children("itemDefinition").Where(t => t.Text("name") is not null).DistinctBy(t => t.Text("name")).ToDictionary(t => t.Text("name")!);
        var elements = root.Elements().Where(e => e.Attribute("id") is not null).DistinctBy(Id).ToDictionary(e => Id(e)!);
        return [.. elements.Values.Where(e => e.Name.LocalName is "decision" or "businessKnowledgeModel" or "decisionService").Select(e => Sheet(e, elements, types))];
    }

    static DecisionSheet Sheet(XElement decision, Dictionary<string, XElement> elements, Dictionary<string, XElement> types)
    {
        XElement[] required = [.. References(decision).Select(elements.GetValueOrDefault).OfType<XElement>()];
        var logic = decision.Name.LocalName == "businessKnowledgeModel" ? decision.Child("encapsulatedLogic") : decision;
        var table = logic?.Child("decisionTable");
        return new(
            Id(decision)!, decision.Text("name") ?? Id(decision)!, decision.Child("question")?.Value.Trim(),
            [.. required.Where(e => e.Name.LocalName != "inputData").Select(e => new SheetReference(Id(e)!, e.Text("name") ?? Id(e)!))],
            [.. required.Where(e => e.Name.LocalName == "inputData").Select(e => Needed(e, types))],
            table is null ? null : Table(table),
            table is null && logic is not null ? [.. logic.Elements().SelectMany(e => Texts(e, null, 0))] : []);
    }

    static SheetInput Needed(XElement input, Dictionary<string, XElement> types)
    {
        var type = input.Child("variable")?.Text("typeRef");
        string? allowed = null;
        // A type of the file may only be another name for one of FEEL, with fewer values.
        for (var hops = 0; hops < MostAliases && type is not null && types.GetValueOrDefault(type) is { } definition; hops++)
        {
            allowed ??= definition.Child("allowedValues").Content();
            if (definition.Text("isCollection") == "true" || definition.Child("typeRef") is not { } alias) break;
            type = alias.Value.Trim();
        }
        return new(input.Text("name") ?? Id(input)!, type, allowed);
    }

    static IEnumerable<string> References(XElement decision) => decision.Descendants()
        .Where(e => e.Name.LocalName is "requiredDecision" or "requiredInput" or "requiredKnowledge" or "outputDecision" or "encapsulatedDecision" or "inputData" or "inputDecision")
        .Select(e => e.Text("href")?.Split('#')[^1]).OfType<string>().Distinct();

    static DecisionTableSheet Table(XElement table) => new(
        Id(table), table.Text("hitPolicy")?.ToUpperInvariant() ?? "UNIQUE", table.Text("aggregation")?.ToUpperInvariant(),
        [.. table.Children("input").Select(Input)],
        [.. table.Children("output").Select(o => new SheetColumn(Id(o), o.Text("label"), o.Text("name"), null, o.Text("typeRef"), o.Child("outputValues").Content()))],
        [.. table.Children("annotation").Select(a => a.Text("name") ?? "Annotation")],
        [.. table.Children("rule").Select((rule, at) => new SheetRule(
            Id(rule), at + 1,
            [.. rule.Children("inputEntry").Select(Cell)],
            [.. rule.Children("outputEntry").Select(Cell)],
            // Camunda's modeler keeps its remarks in the rule's description.
            rule.Children("annotationEntry").ToArray() is { Length: > 0 } notes ? [.. notes.Select(n => n.Content() ?? "")] : [rule.Child("description")?.Value.Trim() ?? ""]))]);

    static SheetColumn Input(XElement input)
    {
        var expression = input.Child("inputExpression");
        return new(
            Id(input), input.Text("label"), null, expression is null ? null : new(Id(expression) ?? Id(input), expression.Content() ?? ""),
            expression?.Text("typeRef"), input.Child("inputValues").Content());
    }

    static SheetCell Cell(XElement entry) => new(Id(entry), entry.Content() ?? "");

    static IEnumerable<SheetText> Texts(XElement element, string? name, int depth)
    {
        if (depth > DeepestText) return [new(Nearest(element), name, "…", depth)];
        var label = element.Child("variable")?.Text("name") ?? element.Child("parameter")?.Text("name") ?? name;
        return element.Name.LocalName switch
        {
            "literalExpression" => [new(Nearest(element), name, element.Content() ?? "", depth)],
            "contextEntry" or "binding" => Inside(element, label, depth),
            "context" or "invocation" or "list" or "relation" or "functionDefinition" or "conditional" or "filter" or "for" or "every" or "some" or "decisionTable" =>
                [new(Nearest(element), name, Word(element), depth), .. Inside(element, null, depth + 1)],
            "row" or "if" or "then" or "else" or "in" or "match" or "return" or "satisfies" => Inside(element, element.Name.LocalName == "row" ? null : element.Name.LocalName, depth),
            _ => [],
        };
    }

    static IEnumerable<SheetText> Inside(XElement element, string? name, int depth) => element.Elements().SelectMany(e => Texts(e, name, depth));

    static string Word(XElement element) => element.Name.LocalName switch
    {
        "functionDefinition" => $"function({string.Join(", ", element.Children("formalParameter").Select(p => p.Text("name")))})",
        "relation" => $"rows of {string.Join(", ", element.Children("column").Select(c => c.Text("name")))}",
        "for" or "every" or "some" => $"{element.Name.LocalName} {element.Text("iteratorVariable")}",
        "decisionTable" => "decision table",
        var word => word,
    };

    static string? Id(XElement element) => element.Text("id");

    static string? Nearest(XElement element) => element.AncestorsAndSelf().Select(Id).FirstOrDefault(id => id is not null);

    static string? Text(this XElement element, string attribute) => element.Attribute(attribute)?.Value is { Length: > 0 } text ? text : null;

    static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(e => e.Name.LocalName == name);

    static string? Content(this XElement? element) => element?.Child("text")?.Value;
}
