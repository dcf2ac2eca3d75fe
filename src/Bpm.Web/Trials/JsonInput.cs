using System.Text.Json;
using Bpm.Feel;

namespace Bpm.Web.Trials;

/// <summary>
/// A value that somebody pasted as JSON, or where it is no JSON and how to mend it. Dates and durations may be written as
/// they are stored: <c>{"@date": "2026-01-31"}</c>. Texts stay texts, whatever they look like.
/// </summary>
public sealed record JsonInput(FeelValue? Value, Remark? Problem)
{
    public static JsonInput Read(string text)
    {
        try
        {
            return new(FeelJson.Parse(text, tagged: true), null);
        }
        catch (FeelJsonException e)
        {
            return new(null, Explain(text, e));
        }
    }

    /// <summary>Variables by name; no text means none.</summary>
    public static JsonInput ReadVariables(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(FeelContext.Empty, null);
        var read = Read(text);
        if (read.Value is null or FeelContext) return read;
        var start = text.Length - text.TrimStart().Length;
        return new(null, new Remark(RemarkTone.Error, "Not an object", $"Expected a JSON object, but this is a {read.Value.TypeName}.", start, text.Trim().Length)
        {
            Remedy = "Give every value a name, as in { \"amount\": 1200 }.",
        });
    }

    static Remark Explain(string text, FeelJsonException e)
    {
        if (e.InnerException is not JsonException { LineNumber: { } line, BytePositionInLine: { } column } broken)
            return new(RemarkTone.Error, "Not usable", e.Message, 0, 0) { Remedy = "Leave out what is not needed for the trial." };
        var position = Position(text, line, column);
        var reason = broken.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
        return new(RemarkTone.Error, "Not JSON", reason, position, Remark.WordLength(text, position)) { Remedy = Remedy(text, position) };
    }

    // The reader counts bytes of UTF-8 in a line; people and browsers count characters.
    static int Position(string text, long line, long bytes)
    {
        var at = 0;
        for (; line > 0; line--)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) return text.Length;
            at = end + 1;
        }
        foreach (var rune in text.AsSpan(at).EnumerateRunes())
        {
            if (bytes <= 0) break;
            bytes -= rune.Utf8SequenceLength;
            at += rune.Utf16SequenceLength;
        }
        return at;
    }

    static string Remedy(string text, int position)
    {
        var rest = text.AsSpan(position);
        var before = text.AsSpan(0, position).TrimEnd();
        if (rest.IsWhiteSpace()) return "The text ends too early: close every quote, bracket and brace.";
        if (rest[0] is '}' or ']' && before.EndsWith(",")) return "Remove the comma before it: nothing follows it.";
        if (rest[0] is '\'' or '“' or '”' or '‘' or '’' or '`') return "Put names and texts in straight double quotes (\").";
        if (rest[0] is '/' or '#') return "JSON has no comments: remove it.";
        if (rest[0] is '=') return "Write a colon between a name and its value.";
        if (rest[0] is '\n' or '\r' or '\t') return "A text may not run over the end of a line: write \\n for a line break, \\t for a tab.";
        if (rest[0] == '"' || before.EndsWith("\"") && !before.EndsWith(":")) return "Put a comma between two entries, and a colon between a name and its value.";
        if (char.IsDigit(rest[0]) || rest[0] is '.' or '+') return "Write numbers as 1200 or 0.5: with a digit first, no sign + and no zero in front.";
        return char.IsLetter(rest[0])
            ? "Put names and texts in double quotes; only true, false, null and numbers stand without."
            : "Compare with { \"amount\": 1200, \"category\": \"travel\" }.";
    }
}
