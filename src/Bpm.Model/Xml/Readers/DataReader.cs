using System.Text.RegularExpressions;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Data of the standard (BPMN 2.0.2, 10.4): data objects, properties, inputs and outputs are variables, called by their
/// names, or by their ids where the name is no identifier; data associations are mappings between them.
/// </summary>
static partial class DataReader
{
    /// <summary>The variable of a data object, property, data input or output, or data item.</summary>
    public static string? NameOf(SourceElement? item) =>
        item is null ? null : item["name"]?.Trim() is { } name && Identifier().IsMatch(name) ? name : item.Id;

    /// <summary>The variable that a reference from an element leads to.</summary>
    public static string? Variable(string? reference, SourceElement from)
    {
        if (string.IsNullOrWhiteSpace(reference))
        {
            return null;
        }

        var id = reference.Trim();
        return Find(id, from) switch
        {
            null => Identifier().IsMatch(id) ? id : null,
            { Name: "dataObjectReference" } pointer when pointer["dataObjectRef"] is { } target => Variable(target, from) ?? NameOf(pointer),
            { Name: "dataStoreReference" } pointer when pointer["dataStoreRef"] is { } store => Variable(store, from) ?? NameOf(pointer),
            var item => NameOf(item),
        };
    }

    public static Mappings Associations(SourceElement node, ReadContext context) => new(
        [.. node.Bpmn("dataInputAssociation").SelectMany(a => Mappings(a, node, context))],
        [.. node.Bpmn("dataOutputAssociation").SelectMany(a => Mappings(a, node, context))]);

    static IEnumerable<VariableMapping> Mappings(SourceElement association, SourceElement node, ReadContext context)
    {
        var sources = association.Bpmn("sourceRef").Select(s => Variable(s.Text?.Value, node)).OfType<string>().ToList();
        var target = Variable(association.Bpmn("targetRef").FirstOrDefault()?.Text?.Value, node);
        var assignments = association.Bpmn("assignment").ToList();
        foreach (var assignment in assignments)
        {
            var (from, to) = (assignment.Bpmn("from").FirstOrDefault()?.Text, assignment.Bpmn("to").FirstOrDefault()?.Text);
            if (from is { IsEmpty: false } && (Variable(to?.Value, node) ?? (to is { IsEmpty: false } ? Path(to) : target)) is { } variable)
            {
                yield return new VariableMapping(variable, Expression(from, node, context));
            }
        }

        if (assignments.Count > 0 || target is null)
        {
            yield break;
        }

        if (association.Bpmn("transformation").FirstOrDefault()?.Text is { IsEmpty: false } transformation)
        {
            yield return new VariableMapping(target, Expression(transformation, node, context));
        }
        else if (sources is [var source, ..] && source != target)
        {
            yield return new VariableMapping(target, ExpressionReader.Variable(source)) { OnlyWith = source };
        }
    }

    static FeelExpression Expression(SourceText text, SourceElement node, ReadContext context) =>
        context.Expressions.IsExpression(text.Value) || context.Dialect != Dialect.Plain
            ? context.Expressions.Value(text, node.Id)!
            : context.Expressions.Feel(text.Trim(), node.Id);

    static string Path(SourceText to) => to.Value.Trim().TrimStart('$', '#').Trim('{', '}', ' ');

    static SourceElement? Find(string id, SourceElement from)
    {
        for (var scope = from; scope is not null; scope = scope.Parent)
        {
            var found = scope.Children.Concat(scope.Bpmn("ioSpecification").SelectMany(s => s.Children))
                .Concat(scope.Bpmn("multiInstanceLoopCharacteristics").SelectMany(s => s.Children))
                .FirstOrDefault(c => c.IsBpmn && c.Id == id);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]*$")]
    private static partial Regex Identifier();
}
