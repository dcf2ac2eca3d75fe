using Bpm.Feel;

namespace Bpm.Web.Trials;

/// <summary>Something to say about a place in a text. Position and length count characters from 0; an empty place is the gap before a character.</summary>
public sealed record Remark(RemarkTone Tone, string Kind, string Message, int Position, int Length)
{
    /// <summary>What to do about it, where that can be said.</summary>
    public string? Remedy { get; init; }

    public int End => Position + Length;

    public static Remark Of(FeelWarning warning) => new(RemarkTone.Warning, Words(warning.Kind), warning.Message, warning.Position, warning.Length);

    /// <summary>A syntax error is a point; the word that stands there is what the eye looks for.</summary>
    public static Remark Of(FeelSyntaxError error, string text) =>
        new(RemarkTone.Error, "Syntax error", error.Reason + ".", error.Position, WordLength(text, error.Position));

    /// <summary>Line and column of a position, both from 1.</summary>
    public static (int Line, int Column) Place(string text, int position)
    {
        var before = text.AsSpan(0, Math.Clamp(position, 0, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    public static int WordLength(string text, int position)
    {
        if (position >= text.Length || text[position] == '\n') return 0;
        var end = position;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return Math.Max(end - position, char.IsHighSurrogate(text[position]) ? 2 : 1);
    }

    static string Words(FeelWarningKind kind) => kind switch
    {
        FeelWarningKind.NoVariableFound => "No such variable",
        FeelWarningKind.NoPropertyFound => "No such property",
        FeelWarningKind.NoFunctionFound => "No such function",
        FeelWarningKind.InvalidType => "Wrong type",
        FeelWarningKind.NotComparable => "Not comparable",
        FeelWarningKind.OutOfRange => "Out of range",
        FeelWarningKind.FunctionFailed => "Function failed",
        FeelWarningKind.StepBudgetExceeded => "Step budget used up",
        FeelWarningKind.TooDeep => "Nested too deeply",
        _ => kind.ToString(),
    };
}

public enum RemarkTone { Warning, Error }
