using System.Diagnostics.CodeAnalysis;
using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

/// <summary>
/// What a built-in function was called with. The typed readers convert between a value and the list of just that value, as the
/// language demands, and warn when an argument is of another type.
/// </summary>
readonly struct Arguments(Run run, Node site, BuiltIn function, FeelValue[] values)
{
    public Run Run => run;

    public Node Site => site;

    public int Count => values.Length;

    public FeelValue[] Values => values;

    public FeelValue this[int i] => i < values.Length ? values[i] : FeelNull.Instance;

    /// <summary>All values as one list: the only argument if it is a list, else the arguments themselves.</summary>
    public FeelValue[] Items => values is [FeelList list] ? list.Array : values;

    public bool Number(int i, [NotNullWhen(true)] out FeelNumber? number)
    {
        number = Scalar(i) as FeelNumber;
        return number is not null || Mismatch(i, "number");
    }

    /// <summary>A whole number; what a number has behind the point is cut off.</summary>
    public bool Integer(int i, out int number)
    {
        number = 0;
        if (!Number(i, out var value))
        {
            return false;
        }

        if (value.Value is < int.MinValue or > int.MaxValue)
        {
            return Mismatch(i, "number in the range of integers");
        }

        number = (int)value.Value;
        return true;
    }

    public bool String(int i, [NotNullWhen(true)] out string? text)
    {
        text = (Scalar(i) as FeelString)?.Value;
        return text is not null ? run.Pay(text.Length / 64) : Mismatch(i, "string");
    }

    public bool Boolean(int i, out bool value)
    {
        value = Scalar(i) is FeelBoolean { Value: true };
        return Scalar(i) is FeelBoolean || Mismatch(i, "boolean");
    }

    public bool List(int i, [NotNullWhen(true)] out FeelValue[]? items)
    {
        items = this[i] switch
        {
            FeelList list => list.Array,
            FeelNull => null,
            var single => [single],
        };
        return items is not null ? run.Pay(items.Length / 4) : Mismatch(i, "list");
    }

    public bool Context(int i, [NotNullWhen(true)] out FeelContext? context)
    {
        context = Scalar(i) as FeelContext;
        return context is not null || Mismatch(i, "context");
    }

    public bool Function(int i, [NotNullWhen(true)] out FeelFunction? f)
    {
        f = Scalar(i) as FeelFunction;
        return f is not null || Mismatch(i, "function");
    }

    public FeelNull Fail(string why) => run.Warn(FeelWarningKind.FunctionFailed, site, $"{function.Name}: {why}");

    public bool Mismatch(int i, string expected)
    {
        run.Warn(FeelWarningKind.InvalidType, site, run.Warns ? $"{function.Name}: expected {expected} as argument {i + 1}, but found {this[i].TypeName}." : "");
        return false;
    }

    /// <summary>A new string, paid for by its length.</summary>
    public FeelValue Text(string text) => run.Pay(text.Length / 16) ? new FeelString(text) : FeelNull.Instance;

    /// <summary>A new list, paid for by its length.</summary>
    public FeelValue ListOf(FeelValue[] items) => run.Pay(items.Length) ? new FeelList(items) : FeelNull.Instance;

    public FeelValue Scalar(int i) => this[i] is FeelList { Count: 1 } single ? single.Array[0] : this[i];
}
