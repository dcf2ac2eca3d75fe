using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>
/// A function definition (DMN 1.5, 7.3.10 and 10.2.1.7). Its body is FEEL; one in Java or PMML has nothing to run it and gives null.
/// </summary>
sealed class FunctionDefinition(Cell cell, FeelParameter[] parameters, FeelType? result, Box? body) : Box(cell, null)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader) => Read(source, source["name"] ?? "function", null, names, reader);

    /// <param name="result">The result's type, when the function's variable tells it.</param>
    public static FunctionDefinition Read(SourceElement source, string name, FeelType? result, Names names, BoxReader reader)
    {
        var parameters = DmnNames.Children(source, "formalParameter")
            .Where(p => p["name"] is not null)
            .Select(p => new FeelParameter(p["name"]!, reader.Type(p)))
            .ToArray();
        var cell = new Cell(source.NearestId, name, null);
        var declared = reader.Reading.Types.Of(source);
        result ??= declared is { IsFunction: true } ? declared.Result : declared?.Feel;
        if (source["kind"] is { } kind && kind != "FEEL")
        {
            reader.Reading.Diagnostics.Warning("external-function", source.Location, source.NearestId,
                $"Expected a function written in FEEL, but it is one of {kind}; calling it gives null.", "Write the function in FEEL.");
            return new FunctionDefinition(cell with { Fault = $"Expected a function written in FEEL, but it is one of {kind}." }, parameters, result, null);
        }

        return new FunctionDefinition(cell, parameters, result, reader.Child(source, names.With(parameters.Select(p => p.Name))));
    }

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        var names = parameters.Select(p => p.Name).ToArray();
        return FeelFunction.Of(Cell.Text, parameters, result, call => body is null
            ? run.Warn(Cell, FeelWarningKind.FunctionFailed, Cell.Fault ?? "Expected the function to have a body, but it has none.")
            : body.Evaluate(run, new Layer(scope, names, [.. call.Arguments])));
    }
}
