using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>An activity, gateway or event of a process (BPMN 2.0.2, 10.2 FlowNode), read once and never changed.</summary>
public abstract record FlowNode
{
    public required string Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Id of the process or subprocess that contains this node.</summary>
    public required string ScopeId { get; init; }
    public string? Documentation { get; init; }
    public SourceLocation Location { get; init; }

    /// <summary>Plain extension properties (<c>camunda:property</c>, <c>zeebe:property</c>) by name.</summary>
    public FrozenDictionary<string, string> Properties { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Evaluated when the node is entered; each creates a variable in the node's own scope.</summary>
    public ImmutableArray<VariableMapping> Inputs { get; init; } = [];

    /// <summary>Evaluated when the node is left; each sets a variable in the scope that contains the node.</summary>
    public ImmutableArray<VariableMapping> Outputs { get; init; } = [];

    /// <summary>In the order in which they are called: those of the start before those of the end.</summary>
    public ImmutableArray<Listener> Listeners { get; init; } = [];

    /// <summary>A continuation job stands before the node (<c>camunda:asyncBefore</c>).</summary>
    public bool AsyncBefore { get; init; }

    /// <summary>A continuation job stands behind the node (<c>camunda:asyncAfter</c>).</summary>
    public bool AsyncAfter { get; init; }

    /// <summary>How often and when a failed job of this node is tried again; null means the engine's default.</summary>
    public RetryPolicy? Retries { get; init; }

    /// <summary>The flow taken when no condition of the others holds (activities, exclusive gateways).</summary>
    public string? DefaultFlowId { get; init; }

    /// <summary>Ids of outgoing flows in the order in which the node lists them; branches of a fork begin in this order.</summary>
    public ImmutableArray<string> OutgoingIds { get; init; } = [];

    /// <summary>Name for people: the drawn name, or the id where none was drawn.</summary>
    public string Label => string.IsNullOrWhiteSpace(Name) ? Id : Name;
}
