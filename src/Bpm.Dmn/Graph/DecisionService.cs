using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// A decision service (DMN 1.5, 6.3.10): a function of its input data and input decisions. It gives the value of its only output
/// decision, or a context of several.
/// </summary>
sealed class DecisionService(
    string id, string name, FeelType? type, Requirement[] outputs, (Requirement Item, FeelType? Type)[] inputs) : DrgElement(id, name)
{
    readonly Cell _cell = new(id, name, null);
    readonly FeelParameter[] _parameters = [.. inputs.Select(i => new FeelParameter(i.Item.Name, i.Type))];

    public IEnumerable<string> Inputs => inputs.Select(i => i.Item.Name);

    /// <summary>The service as a function.</summary>
    public override FeelValue Value(Frame frame) =>
        FeelFunction.Of(Name, _parameters, null, call => Result(frame.With(null), call.Arguments));

    /// <summary>The service asked from outside: each input is a variable of its name.</summary>
    public FeelValue Ask(Frame frame, IFeelScope variables) => Result(frame.With(variables), [.. inputs.Select(i =>
        variables.TryGet(i.Item.Name, out var value) ? frame.Run.Coerce(value, i.Type, _cell, $"input '{i.Item.Name}'") : null)]);

    FeelValue Result(Frame inner, IReadOnlyList<FeelValue?> arguments)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            inner.Set(inputs[i].Item, arguments[i]);
        }

        var value = outputs is [var only]
            ? inner.Value(only) ?? FeelNull.Instance
            : new FeelContext(outputs.Select(o => KeyValuePair.Create(o.Name, inner.Value(o) ?? FeelNull.Instance)));
        return inner.Run.Coerce(value, type, _cell, $"the result of '{Name}'");
    }
}
