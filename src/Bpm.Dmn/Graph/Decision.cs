using System.Runtime.CompilerServices;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A decision (DMN 1.5, 6.3.7): its logic evaluated over what it requires, as the type of its variable.</summary>
sealed class Decision(string id, string name, FeelType? type, Requirements requirements, Box? logic) : DrgElement(id, name)
{
    readonly Cell _cell = new(id, name, null);

    public FeelType? Type => type;

    public Requirements Requirements => requirements;

    public Box? Logic => logic;

    public override FeelValue Value(Frame frame) => !RuntimeHelpers.TryEnsureSufficientExecutionStack()
        ? frame.Run.Fail(_cell, "Expected decisions that do not require each other over so many others.")
        : frame.Run.Trace(this, logic, () =>
    {
        var scope = frame.Scope(requirements, withVariables: true);
        return logic is null
            ? frame.Run.Warn(_cell, FeelWarningKind.NoFunctionFound, $"Expected decision '{Name}' to have logic, but it has none.")
            : frame.Run.Coerce(logic.Evaluate(frame.Run, scope), type, _cell, $"the result of '{Name}'");
    });
}
