using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A boxed <c>for</c> (DMN 1.5, 10.2.1.11); inside, <c>partial</c> is the list of the results so far.</summary>
sealed class BoxedFor(Cell cell, FeelType? type, string variable, Iterated over, Box body, bool readsPartial) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader)
    {
        var variable = source["iteratorVariable"] ?? "";
        return new BoxedFor(
            BoxReader.Label(source), reader.Type(source), variable, Iterated.Read(source, names, reader),
            reader.Required(source, "return", names.With(variable, "partial")),
            source.Descendants().Any(d => d.Text?.Value.Contains("partial", StringComparison.Ordinal) ?? false));
    }

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        if (over.Items(run, scope) is not { } items)
        {
            return FeelNull.Instance;
        }

        List<FeelValue> results = [];
        foreach (var item in items)
        {
            if (!run.Budget.Pay(readsPartial ? results.Count : 1))
            {
                return FeelNull.Instance;
            }

            var inner = readsPartial ? new Layer(scope, "partial", new FeelList(results)) : scope;
            results.Add(body.Evaluate(run, new Layer(inner, variable, item)));
        }

        return new FeelList(results);
    }
}
