using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A boxed context (DMN 1.5, 10.2.1.4): each entry sees those before it. An entry without a name is the result.</summary>
sealed class BoxedContext(Cell cell, FeelType? type, BoxedContext.Entry[] entries) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader)
    {
        List<Entry> entries = [];
        foreach (var element in DmnNames.Children(source, "contextEntry"))
        {
            var variable = DmnNames.Child(element, "variable");
            var name = variable?["name"];
            var value = reader.Child(element, names) ?? reader.Missing(element, $"an expression for the entry “{name}”");
            entries.Add(new Entry(name, variable is null ? null : reader.Type(variable), value));
            names = name is null ? names : names.With(name);
        }

        return new BoxedContext(BoxReader.Label(source), reader.Type(source), [.. entries]);
    }

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        List<KeyValuePair<string, FeelValue>> values = [];
        foreach (var entry in entries)
        {
            var value = run.Coerce(entry.Value.Evaluate(run, scope), entry.Type, entry.Value.Cell, $"the entry '{entry.Name}'");
            if (entry.Name is null)
            {
                return value;
            }

            values.Add(KeyValuePair.Create(entry.Name, value));
            scope = new Layer(scope, entry.Name, value);
        }

        return new FeelContext(values);
    }

    internal sealed record Entry(string? Name, FeelType? Type, Box Value);
}
