using Bpm.Feel.Evaluation;
using Bpm.Feel.Syntax;

namespace Bpm.Feel;

/// <summary>
/// An expression, parsed once and evaluated as often as wanted, by any number of threads. Values are never parsed:
/// the only text that becomes an expression is the one given to <c>Parse</c>.
/// </summary>
public sealed class FeelExpression
{
    /// <summary>The longest text that is parsed.</summary>
    public const int MaxTextLength = 100_000;

    readonly Node _root;

    FeelExpression(string text, Node root, IReadOnlySet<string> variables)
    {
        Text = text;
        Variables = variables;
        _root = root;
    }

    /// <summary>The text as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether this is a plain value that needs no evaluation.</summary>
    public bool IsStatic => _root is Literal;

    /// <summary>The plain value, or null when the expression must be evaluated.</summary>
    public FeelValue? StaticValue => (_root as Literal)?.Value;

    /// <summary>The variables that may be read. Inside a filter a name may also be an entry of the item: it is listed too.</summary>
    public IReadOnlySet<string> Variables { get; }

    /// <summary>Parses a FEEL expression, without a leading '='.</summary>
    public static FeelParseResult Parse(string text) => Parse(text, []);

    /// <summary>Parses with names known beforehand, which may then contain operators, such as <c>a + b</c>.</summary>
    public static FeelParseResult Parse(string text, IEnumerable<string> names) => Parse(text, names, FeelType.Empty);

    /// <summary>Parses with names and types known beforehand; <c>instance of</c> and parameters may then use the types.</summary>
    public static FeelParseResult Parse(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType> types) =>
        From(text, () =>
        {
            var parser = new Parser(text, names, types);
            return (parser.ParseWhole(), parser.Variables);
        });

    /// <summary>Parses the unary tests of a decision table's cell; the input is the variable <c>?</c>.</summary>
    public static FeelParseResult ParseUnaryTests(string text) => ParseUnaryTests(text, []);

    public static FeelParseResult ParseUnaryTests(string text, IEnumerable<string> names) => ParseUnaryTests(text, names, FeelType.Empty);

    public static FeelParseResult ParseUnaryTests(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType> types) =>
        From(text, () =>
        {
            var parser = new Parser(text, names, types);
            return (parser.ParseUnaryTests(), parser.Variables);
        });

    /// <summary>A plain value in the place of an expression.</summary>
    public static FeelExpression Constant(FeelValue value, string? text = null) =>
        new(text ?? value.ToString(), new Literal(new Span(0, text?.Length ?? 0), value), new HashSet<string>());

    /// <summary>A list of what these expressions give.</summary>
    public static FeelExpression List(IReadOnlyList<FeelExpression> items) =>
        new($"[{string.Join(", ", items)}]", new ListLiteral(new Span(0, 0), [.. items.Select(i => i._root)]), items.SelectMany(i => i.Variables).ToHashSet());

    /// <summary>A context of what these expressions give; none of them sees the entries before it.</summary>
    public static FeelExpression Context(IReadOnlyList<KeyValuePair<string, FeelExpression>> entries) =>
        new($"{{{string.Join(", ", entries.Select(e => $"{e.Key}: {e.Value}"))}}}",
            new Entries(new Span(0, 0), [.. entries.Select(e => e.Key)], [.. entries.Select(e => e.Value._root)]),
            entries.SelectMany(e => e.Value.Variables).ToHashSet());

    public FeelResult Evaluate(IFeelScope scope, FeelEnvironment environment)
    {
        if (_root is Literal literal)
        {
            return new FeelResult(literal.Value, [], null);
        }

        var run = new Run(scope, environment);
        return run.Result(_root.Evaluate(run, null));
    }

    /// <summary>Evaluates as one of several expressions that share a budget. Warnings are of this expression alone.</summary>
    public FeelResult Evaluate(IFeelScope scope, FeelBudget budget)
    {
        var run = new Run(scope, budget);
        var result = run.Result(_root.Evaluate(run, null));
        run.GiveBack();
        return result;
    }

    public override string ToString() => Text;

    internal static FeelResult Within(FeelBudget budget, IFeelScope scope, Func<Run, Node, FeelValue> evaluate)
    {
        var run = new Run(scope, budget);
        var result = run.Result(evaluate(run, new Literal(new Span(0, 0), FeelNull.Instance)));
        run.GiveBack();
        return result;
    }

    internal static FeelParseResult From(string text, Func<(Node Root, IReadOnlySet<string> Variables)> parse)
    {
        if (text.Length > MaxTextLength)
        {
            return new FeelParseResult(null, FeelSyntaxError.At(text, MaxTextLength, $"Expected at most {MaxTextLength} characters but found more"));
        }

        try
        {
            var (root, variables) = parse();
            return new FeelParseResult(new FeelExpression(text, root, variables), null);
        }
        catch (SyntaxException e)
        {
            return new FeelParseResult(null, FeelSyntaxError.At(text, e.Position, e.Message));
        }
    }
}
