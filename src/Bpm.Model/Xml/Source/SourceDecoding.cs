using System.Text;
using System.Text.RegularExpressions;

namespace Bpm.Model;

/// <summary>Turns an uploaded file's bytes into text, strictly: a byte that its encoding does not know is a problem, not a question mark.</summary>
static partial class SourceDecoding
{
    /// <summary>The text, or null with the problem reported.</summary>
    public static string? Decode(ReadOnlyMemory<byte> content, DiagnosticList diagnostics)
    {
        var bytes = content.Span;
        var (encoding, markLength) = ByMark(bytes);
        var declared = Declared(bytes);
        if (encoding is null && declared is not null)
        {
            encoding = ByName(declared);
            if (encoding is null || encoding.GetByteCount("<") > 1)
            {
                diagnostics.Error("wrong-encoding", new SourceLocation(1, 1), null,
                    $"Expected the encoding that the XML declaration names, but “{declared}” {(encoding is null ? "is unknown" : "does not fit the file's bytes")}.",
                    "Save the file as UTF-8 and declare encoding=\"UTF-8\".");
                return null;
            }
        }

        encoding ??= Strict(Encoding.UTF8);
        var body = content[markLength..];
        try
        {
            return encoding.GetString(body.Span);
        }
        catch (DecoderFallbackException wrong)
        {
            Report(wrong, body.Span, encoding, diagnostics);
            return null;
        }
    }

    static void Report(DecoderFallbackException wrong, ReadOnlySpan<byte> body, Encoding encoding, DiagnosticList diagnostics)
    {
        var good = Math.Clamp(wrong.Index, 0, body.Length);
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        var before = lenient.GetString(body[..good]);
        var location = new SourceFile(diagnostics.File, before).LocationOf(before.Length);
        var byteText = wrong.BytesUnknown is { Length: > 0 } unknown ? $"0x{unknown[0]:X2}" : "one";
        diagnostics.Error("wrong-encoding", location, null,
            $"Expected text encoded as {encoding.WebName}, but byte {byteText} at offset {good} does not belong to that encoding.",
            "Save the file as UTF-8, or declare the encoding that it really has in its first line.");
    }

    static (Encoding? Encoding, int MarkLength) ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Strict(Encoding.UTF8), 3),
        [0xFF, 0xFE, ..] => (Strict(Encoding.Unicode), 2),
        [0xFE, 0xFF, ..] => (Strict(Encoding.BigEndianUnicode), 2),
        [(byte)'<', 0, ..] => (Strict(Encoding.Unicode), 0),
        [0, (byte)'<', ..] => (Strict(Encoding.BigEndianUnicode), 0),
        _ => (null, 0),
    };

    static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]);
        return Declaration().Match(head) is { Success: true } match ? match.Groups[1].Value : null;
    }

    static Encoding? ByName(string name)
    {
        try
        {
            // The provider adds the Windows code pages that older drawing tools still write.
            return Strict(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")]
    private static partial Regex Declaration();
}
