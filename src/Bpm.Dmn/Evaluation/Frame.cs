using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// The values of one model's elements in one evaluation: each input, decision, business knowledge model and decision service
/// has at most one (DMN 1.5, 10.4). An imported model has a frame of its own for each import that leads to it.
/// </summary>
sealed class Frame(DecisionGraph graph, IFeelScope? inputs, DecisionRun run)
{
    readonly Dictionary<string, FeelValue?> _values = new(StringComparer.Ordinal);
    readonly Dictionary<Import, Frame> _imported = [];

    public DecisionRun Run => run;

    /// <summary>Gives an element its value beforehand; null when it has none.</summary>
    public void Set(Requirement element, FeelValue? value) =>
        (element.From is null ? this : Imported(element.From))._values[element.Id] = value;

    /// <summary>The element's value; null when an input was not given.</summary>
    public FeelValue? Value(string id)
    {
        if (_values.TryGetValue(id, out var known))
        {
            return known;
        }

        // A requirement that leads back here finds no value, so a faulty model that is evaluated all the same comes to an end.
        _values[id] = null;
        return _values[id] = graph.Find(id)?.Value(this);
    }

    public FeelValue? Value(Requirement requirement) =>
        requirement.From is null ? Value(requirement.Id) : Imported(requirement.From).Value(requirement.Id);

    public FeelValue? Input(string name) => inputs is not null && inputs.TryGet(name, out var value) ? value : null;

    /// <summary>What an element can see: what it requires and, for a decision, variables that are no elements of the model.</summary>
    public Layer Scope(Requirements requirements, bool withVariables) =>
        new(withVariables && inputs is not null ? new FreeVariables(graph, inputs) : null, requirements.Names, requirements.Values(this));

    /// <summary>The same model with other inputs, for a decision service.</summary>
    public Frame With(IFeelScope? otherInputs) => new(graph, otherInputs, run);

    /// <summary>An imported model reads its inputs from the value named like the import, or else where its importer does.</summary>
    Frame Imported(Import import)
    {
        if (!_imported.TryGetValue(import, out var frame))
        {
            frame = new Frame(import.Graph, Input(import.Prefix) as FeelContext ?? inputs, run);
            _imported.Add(import, frame);
        }

        return frame;
    }
}
