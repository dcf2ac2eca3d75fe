using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// One evaluation of a decision with all that it requires: the steps left to it, and what it has to say afterwards.
/// Warnings are kept with the decision in whose evaluation they arise.
/// </summary>
sealed class DecisionRun(FeelEnvironment environment)
{
    const int MostWarnings = 100;

    /// <summary>As many as a model has elements; a service that is called in a loop evaluates its decisions again and again.</summary>
    const int MostTraces = 2_000;

    readonly List<DecisionTrace> _traces = [];
    Findings _current = new(null);

    public FeelBudget Budget { get; } = new(environment);

    public string? Failure { get; private set; }

    public ImmutableArray<DecisionTrace> Traces => [.. _traces];

    public FeelValue Evaluate(Cell cell, IFeelScope scope)
    {
        if (cell.Expression is not { } expression)
        {
            return Warn(cell, FeelWarningKind.FunctionFailed, cell.Fault!);
        }

        return expression.StaticValue ?? Take(cell, expression.Evaluate(scope, Budget));
    }

    /// <summary>Keeps the warnings of an evaluated part and lets its value pass.</summary>
    public FeelValue Take(Cell cell, FeelResult result)
    {
        Failure ??= result.Failure;
        foreach (var warning in result.Warnings)
        {
            Keep(cell, warning);
        }

        return result.Value;
    }

    public FeelNull Warn(Cell cell, FeelWarningKind kind, string message)
    {
        Keep(cell, new FeelWarning(kind, message, 0, cell.Text.Length));
        return FeelNull.Instance;
    }

    /// <summary>A warning that makes the whole outcome one that a person must look at.</summary>
    public FeelNull Fail(Cell cell, string message)
    {
        Failure ??= message;
        return Warn(cell, FeelWarningKind.FunctionFailed, message);
    }

    /// <summary>The value as its declared type, or null with a warning (DMN 1.5, 10.3.2.9.4).</summary>
    public FeelValue Coerce(FeelValue value, FeelType? type, Cell cell, string what) =>
        type is null || value is FeelNull
            ? value
            : type.Coerce(value) ?? Warn(cell, FeelWarningKind.InvalidType, $"Expected {type.Name} as {what}, but found {Shown(value)}.");

    /// <summary>Whether this is the decision's own logic, so that what it does belongs to the decision's trace.</summary>
    public bool IsTraced(Box box) => box == _current.Logic;

    public void Note(ImmutableArray<EvaluatedInput> inputs, ImmutableArray<MatchedRule> rules) =>
        (_current.Inputs, _current.Rules) = (inputs, rules);

    /// <summary>Evaluates an element and keeps how it came to its value; what it requires is evaluated inside and so comes before it.</summary>
    /// <param name="logic">What may tell of inputs and rules, if there is such.</param>
    public FeelValue Trace(DrgElement element, Box? logic, Func<FeelValue> evaluate)
    {
        var outer = _current;
        _current = new Findings(logic);
        var value = evaluate();
        if (_traces.Count == MostTraces)
        {
            // The one that was asked ends last, and is kept in any case.
            _traces.RemoveAt(MostTraces - 1);
        }

        _traces.Add(new DecisionTrace(element.Id, element.Name, value, _current.Inputs, _current.Rules, [.. _current.Warnings]));
        _current = outer;
        return value;
    }

    public static string Shown(FeelValue value)
    {
        var text = value.ToString();
        return text.Length <= 60 ? text : text[..57] + "…";
    }

    void Keep(Cell cell, FeelWarning warning)
    {
        if (_current.Warnings.Count < MostWarnings)
        {
            _current.Warnings.Add(new DecisionWarning(cell.ElementId, cell.Text, warning));
        }
    }

    sealed class Findings(Box? logic)
    {
        public Box? Logic { get; } = logic;
        public ImmutableArray<EvaluatedInput> Inputs { get; set; } = [];
        public ImmutableArray<MatchedRule> Rules { get; set; } = [];
        public List<DecisionWarning> Warnings { get; } = [];
    }
}
