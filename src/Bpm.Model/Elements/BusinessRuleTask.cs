using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Asks a deployed decision (BPMN 2.0.2, 10.3.3). A business rule task that is a job for a worker is read as a
/// <see cref="ServiceTask"/>: nothing tells the two apart when they run.
/// </summary>
public sealed record BusinessRuleTask : Activity
{
    public required DecisionReference Decision { get; init; }
    public string? ResultVariable { get; init; }
    public DecisionResultMapping ResultMapping { get; init; }
}

/// <summary>Which decision, and which version of it.</summary>
/// <param name="Version">For <see cref="DecisionBinding.Version"/>.</param>
/// <param name="VersionTag">For <see cref="DecisionBinding.VersionTag"/>.</param>
public sealed record DecisionReference(
    FeelExpression Id, DecisionBinding Binding = DecisionBinding.Latest, FeelExpression? Version = null, FeelExpression? VersionTag = null);

public enum DecisionBinding
{
    /// <summary>The newest version at the time of asking.</summary>
    Latest,

    /// <summary>The version that was deployed together with the process.</summary>
    Deployment,

    /// <summary>The version with a number (Camunda 7 only).</summary>
    Version,

    /// <summary>The newest version that carries a tag.</summary>
    VersionTag,
}

/// <summary>How a decision's result becomes the value of the result variable.</summary>
public enum DecisionResultMapping
{
    /// <summary>The decision's value as it is (Camunda 8).</summary>
    Value,

    /// <summary>The only output of the only row; null without a row (Camunda 7).</summary>
    SingleEntry,

    /// <summary>The only row as a context; null without a row (Camunda 7).</summary>
    SingleResult,

    /// <summary>The only output of each row, as a list (Camunda 7).</summary>
    CollectEntries,

    /// <summary>Each row as a context, in a list (Camunda 7, where nothing is said).</summary>
    ResultList,
}
