using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>The decisions of a DMN file, compiled once; immutable, so any number of threads may evaluate them.</summary>
public sealed class DecisionModel
{
    readonly DecisionGraph _graph;

    internal DecisionModel(string id, DecisionGraph graph, ImmutableArray<DecisionDefinition> decisions)
    {
        (Id, Decisions, _graph) = (id, decisions, graph);
    }

    public string Id { get; }

    public string? Name => _graph.Name;

    public string Namespace => _graph.Namespace;

    public ImmutableArray<DecisionDefinition> Decisions { get; }

    /// <summary>
    /// Evaluates a decision, and first whatever it requires, each once. A decision service takes its inputs from the variables of their
    /// names; a business knowledge model its parameters.
    /// </summary>
    /// <exception cref="ArgumentException">The model has no such decision.</exception>
    public DecisionOutcome Evaluate(string decisionId, IFeelScope variables, FeelEnvironment environment)
    {
        var run = new DecisionRun(environment);
        var frame = new Frame(_graph, variables, run);
        var value = _graph.Find(decisionId) switch
        {
            Decision decision => frame.Value(decision.Id),
            DecisionService service => run.Trace(service, null, () => service.Ask(frame, variables)),
            BusinessKnowledgeModel knowledge => run.Trace(knowledge, null, () => Call(knowledge, frame, variables)),
            _ => throw new ArgumentException($"Expected the id of a decision of this model, but found '{decisionId}'.", nameof(decisionId)),
        };
        return new DecisionOutcome(value ?? FeelNull.Instance, run.Traces, run.Failure);
    }

    static FeelValue Call(BusinessKnowledgeModel knowledge, Frame frame, IFeelScope variables) => frame.Value(knowledge.Id) is FeelFunction function
        ? frame.Run.Take(new Cell(knowledge.Id, knowledge.Name, null), function.Invoke(
            [.. function.Parameters.Select(p => variables.TryGet(p, out var value) ? value : FeelNull.Instance)], frame.Run.Budget))
        : FeelNull.Instance;
}
