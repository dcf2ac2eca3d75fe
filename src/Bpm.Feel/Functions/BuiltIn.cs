using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

/// <summary>Computes a built-in function; answers null, with a warning, for arguments it can't use.</summary>
delegate FeelValue Native(Arguments arguments);

/// <summary>One row of the table of functions: its name, the parameter lists it takes, and what computes it.</summary>
sealed class BuiltIn(string name, Native native, params Signature[] signatures) : Callable
{
    // What a function walks over is paid for; of arguments lighter than this nobody notices.
    const int Cheap = 64;

    public override string Name => name;

    /// <summary>Whether the function is asked just because its first argument may be missing.</summary>
    public bool TakesMissing { get; init; }

    public override IReadOnlyList<string> Parameters => signatures[0].Parameters;

    public string Usage => $"{name}({string.Join(", ", Parameters)})";

    public override FeelValue Call(Run run, Node site, FeelValue[] arguments)
    {
        foreach (var signature in signatures)
        {
            if (signature.Takes(arguments.Length))
            {
                return !run.IsStopped && Array.TrueForAll(arguments, v => v.Weight < Cheap || run.Pay((int)Math.Min(v.Weight / Cheap, int.MaxValue)))
                    ? native(new Arguments(run, site, this, arguments))
                    : FeelNull.Instance;
            }
        }

        return run.Warn(FeelWarningKind.NoFunctionFound, site, $"Expected {Usage}, but found {arguments.Length} arguments.");
    }

    public override FeelValue[]? Arrange(string[] names, FeelValue[] arguments)
    {
        foreach (var signature in signatures)
        {
            if (signature.Arrange(names, arguments) is { } arranged)
            {
                return arranged;
            }
        }

        return null;
    }
}
