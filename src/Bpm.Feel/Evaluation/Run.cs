using System.Runtime.CompilerServices;

namespace Bpm.Feel.Evaluation;

/// <summary>
/// One evaluation: what it reads, how much it may still do, and what it has to say afterwards. The budget counts node visits and
/// the items that functions produce, so neither time nor memory is without bound; once it is used up everything answers null at once.
/// </summary>
sealed class Run(IFeelScope scope, FeelEnvironment environment)
{
    const int MaxCallDepth = 128;
    const int MaxWarnings = 50;

    // Written as JSON, that is about as much as storage takes.
    const long MaxWeight = FeelJson.MaxLength / 16;

    static readonly IReadOnlyList<FeelWarning> NoWarnings = [];

    readonly FeelBudget? _shared;

    int _steps = environment.StepBudget;
    int _callDepth;
    List<FeelWarning>? _warnings;
    string? _failure;

    /// <summary>One of several evaluations: it goes on with what the others have left.</summary>
    public Run(IFeelScope scope, FeelBudget shared)
        : this(scope, shared.Environment)
    {
        _shared = shared;
        TakeBack(shared);
    }

    public IFeelScope Scope { get; private set; } = scope;

    public FeelEnvironment Environment { get; } = environment;

    public bool IsStopped => _failure is not null;

    /// <summary>
    /// How long patterns may go on matching, in all. The only bound that is a time: what a pattern costs shows only when it is tried.
    /// </summary>
    public TimeSpan PatternTime { get; set; } = FeelBudget.LongestPatternTime;

    /// <summary>Whether another warning would be kept; asks before composing its text.</summary>
    public bool Warns => _warnings is null || _warnings.Count < MaxWarnings;

    public bool Step()
    {
        if (--_steps >= 0)
        {
            return true;
        }

        StopForBudget();
        return false;
    }

    /// <summary>Pays for work done outside of nodes, such as copying a list. False when the budget is used up.</summary>
    public bool Pay(int steps)
    {
        _steps -= Math.Min(steps, Math.Max(_steps, 0) + 1);
        if (_steps >= 0)
        {
            return true;
        }

        StopForBudget();
        return false;
    }

    public FeelNull Warn(FeelWarningKind kind, Node node, string message)
    {
        if (Warns)
        {
            (_warnings ??= []).Add(new FeelWarning(kind, message, node.Span.Start, node.Span.Length));
        }

        return FeelNull.Instance;
    }

    /// <summary>Pays for going through a value with everything in it.</summary>
    public bool PayFor(FeelValue value) => Pay((int)Math.Min(value.Weight, int.MaxValue));

    /// <summary>Lets a new list or context pass if it is not too large, and not nested too deeply, to be kept.</summary>
    public FeelValue Bounded(FeelValue value, Node node) =>
        value.Weight > MaxWeight
            ? Stop(FeelWarningKind.StepBudgetExceeded, node, $"Expected a value that can be kept, but it has more than {MaxWeight} parts.")
        : value.Depth <= FeelJson.MaxDepth
            ? value
            : Warn(FeelWarningKind.TooDeep, node, $"Expected at most {FeelJson.MaxDepth} nested lists and contexts, but found more.");

    /// <summary>Calls a closure in the scope it was made in. Recursion ends in a failure, never in a stack overflow.</summary>
    public FeelValue Enter(IFeelScope scope, Node body, Locals? locals)
    {
        if (_callDepth >= MaxCallDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return StopForDepth(body);
        }

        var outer = Scope;
        Scope = scope;
        _callDepth++;
        var value = body.Evaluate(this, locals);
        _callDepth--;
        Scope = outer;
        return value;
    }

    /// <summary>Lets code outside of expressions go on with what is left of this run, one call deeper.</summary>
    public FeelValue Lend(Node site, Func<FeelBudget, FeelValue> compute)
    {
        if (_callDepth >= MaxCallDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return StopForDepth(site);
        }

        var budget = _shared ?? new FeelBudget(Environment);
        (budget.Steps, budget.CallDepth, budget.PatternTime) = (_steps, _callDepth + 1, PatternTime);
        var value = compute(budget);
        budget.CallDepth = _callDepth;
        TakeBack(budget);
        return value;
    }

    /// <summary>Tells the shared budget what this run has used.</summary>
    public void GiveBack()
    {
        if (_shared is not null)
        {
            (_shared.Steps, _shared.PatternTime, _shared.Failure) = (_steps, PatternTime, _shared.Failure ?? _failure);
        }
    }

    public FeelResult Result(FeelValue value) =>
        new(_failure is null ? value : FeelNull.Instance, _warnings ?? NoWarnings, _failure);

    void TakeBack(FeelBudget budget)
    {
        (_steps, _callDepth, PatternTime, _failure) = (budget.Steps, budget.CallDepth, budget.PatternTime, _failure ?? budget.Failure);
        if (_steps < 0)
        {
            StopForBudget();
        }
    }

    FeelNull StopForDepth(Node node) =>
        Stop(FeelWarningKind.TooDeep, node, "Expected functions to end, but they call each other too deeply.");

    /// <summary>
    /// Ends the evaluation in a failure because time ran out. A null would be read as an answer, and how much time there is differs from run to run.
    /// </summary>
    public FeelNull StopForTime(Node node, string failure) => Stop(FeelWarningKind.StepBudgetExceeded, node, failure);

    FeelNull Stop(FeelWarningKind kind, Node node, string failure)
    {
        _failure ??= failure;
        _steps = 0;
        return Warn(kind, node, _failure);
    }

    void StopForBudget()
    {
        if (_failure is null)
        {
            _failure = $"Expected the expression to end within {Environment.StepBudget} steps, but it did not.";
            (_warnings ??= []).Add(new FeelWarning(FeelWarningKind.StepBudgetExceeded, _failure, 0, 0));
        }
    }
}
