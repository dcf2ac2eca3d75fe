using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A boxed <c>every</c> or <c>some</c> (DMN 1.5, 10.2.1.12), with the three-valued logic of FEEL.</summary>
sealed class Quantified(Cell cell, FeelType? type, bool isEvery, string variable, Iterated over, Box condition) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader)
    {
        var variable = source["iteratorVariable"] ?? "";
        return new Quantified(
            BoxReader.Label(source), reader.Type(source), source.Name == "every", variable, Iterated.Read(source, names, reader),
            reader.Required(source, "satisfies", names.With(variable)));
    }

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        if (over.Items(run, scope) is not { } items)
        {
            return FeelNull.Instance;
        }

        var unknown = false;
        foreach (var item in items)
        {
            switch (condition.Evaluate(run, new Layer(scope, variable, item)))
            {
                case FeelBoolean answer when answer.Value != isEvery:
                    return answer;
                case not FeelBoolean:
                    unknown = true;
                    break;
            }
        }

        return unknown ? FeelNull.Instance : FeelBoolean.Of(isEvery);
    }
}
