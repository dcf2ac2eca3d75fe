using System.Diagnostics.CodeAnalysis;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// Variables of the caller that the model does not declare: a lone table needs no input data to read them. What the model does
/// declare is seen only by who requires it (DMN 1.5, 7.3.1), except in files of tools that do not draw requirements.
/// </summary>
sealed class FreeVariables(DecisionGraph graph, IFeelScope variables) : IFeelScope
{
    public IEnumerable<string> Names => variables.Names.Where(n => !graph.Hides(n));

    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        value = null;
        return !graph.Hides(name) && variables.TryGet(name, out value);
    }
}
