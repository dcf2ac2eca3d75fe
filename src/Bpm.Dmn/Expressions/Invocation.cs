using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A boxed invocation (DMN 1.5, 7.3.9 and 10.2.1.3): calls a function with arguments by the names of its parameters.</summary>
sealed class Invocation(Cell cell, FeelType? type, Box function, string[] names, Box[] arguments) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader)
    {
        var bindings = DmnNames.Children(source, "binding").ToArray();
        return new Invocation(
            BoxReader.Label(source), reader.Type(source),
            reader.Child(source, names) ?? reader.Missing(source, "the function that is called"),
            [.. bindings.Select(b => DmnNames.Child(b, "parameter")?["name"] ?? "")],
            [.. bindings.Select(b => reader.Child(b, names) ?? new LiteralExpression(new Cell(b.NearestId, "", FeelExpression.Constant(FeelNull.Instance)), null))]);
    }

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        var called = function.Evaluate(run, scope);
        var values = arguments.Select(a => a.Evaluate(run, scope)).ToArray();
        return called is FeelFunction f
            ? run.Take(function.Cell, f.Invoke(names, values, run.Budget))
            : run.Warn(function.Cell, FeelWarningKind.NoFunctionFound, $"Expected a function, but found {called.TypeName}.");
    }
}
