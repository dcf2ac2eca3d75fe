using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>Input data (DMN 1.5, 6.3.11): a variable of the caller, checked against its type.</summary>
sealed class InputData(string id, string name, FeelType? type) : DrgElement(id, name)
{
    readonly Cell _cell = new(id, name, null);

    public FeelType? Type => type;

    public override FeelValue? Value(Frame frame) =>
        frame.Input(Name) is { } value ? frame.Run.Coerce(value, type, _cell, $"input '{Name}'") : null;
}
