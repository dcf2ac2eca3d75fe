using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>Reads <c>camunda:in</c> and <c>camunda:out</c>: variables that go over to another instance and come back.</summary>
static class CallMappingReader
{
    const string Camunda = Namespaces.Camunda;

    public static CallMapping Read(SourceElement element, string kind, ReadContext context)
    {
        var (all, local) = (false, false);
        var mappings = ImmutableArray.CreateBuilder<VariableMapping>();
        foreach (var item in element.Extensions(Camunda, kind))
        {
            local |= item.Find("local")?.Value.Trim() is "true";
            if (item.Find("businessKey") is not null)
            {
                continue;
            }

            if (item.Find("variables")?.Value.Trim() == "all")
            {
                all = true;
            }
            else if (MappingTarget.Read(item.Find("target"), item, "target", context) is { } target && Source(item, context) is { } source)
            {
                mappings.Add(source with { Target = target });
            }
        }

        return new CallMapping(all, mappings.ToImmutable(), local);
    }

    static VariableMapping? Source(SourceElement item, ReadContext context)
    {
        if (item.Find("sourceExpression") is { IsEmpty: false } expression)
        {
            return new VariableMapping("", context.Expressions.Value(expression, item.NearestId)!);
        }

        if (item.Find("source")?.Trim() is { IsEmpty: false } name)
        {
            return new VariableMapping("", ExpressionReader.Variable(name.Value)) { OnlyWith = name.Value };
        }

        context.Diagnostics.Error("mapping-source", item.Location, item.NearestId,
            "Expected the variable or expression that is handed over, but there is none.", "Fill in source or sourceExpression.");
        return null;
    }
}
