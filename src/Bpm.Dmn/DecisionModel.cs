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
            DecisionService service => service.Ask(frame, variables),
            BusinessKnowledgeModel knowledge => Call(frame.Value(knowledge.Id) as FeelFunction, variables, run),
            _ => throw new ArgumentException($"Expected the id of a decision of this model, but found '{decisionId}'.", nameof(decisionId)),
        };
        return new DecisionOutcome(value ?? FeelNull.Instance, run.Traces, run.Failure);
    }

    static FeelValue? Call(FeelFunction? function, IFeelScope variables, DecisionRun run) => function?.Invoke(
        [.. function.Parameters.Select(p => variables.TryGet(p, out var value) ? value : FeelNull.Instance)], run.Budget).Value;
}
