using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Bpm.Model;

namespace Bpm.Web.Processes;

/// <summary>An uploaded file as text: for the diagram, and for the lines that a problem is about.</summary>
public sealed partial class SourceText
{
    /// <summary>More than this is no diagram that a person reads, and a browser would take long to draw it.</summary>
    const int LargestDrawing = 4 * 1024 * 1024;
    const int Widest = 120;

    // What the reader says of files that are no well-formed BPMN, or hold no picture.
    static readonly string[] Undrawable =
        ["wrong-encoding", "dtd-refused", "empty-file", "file-too-large", "malformed-xml", "not-xml", "too-deep", "not-bpmn", "no-diagram"];

    readonly string[] _lines;

    SourceText(string text) => (Text, _lines) = (text, text.Split('\n'));

    public string Text { get; }

    public static SourceText Of(ReadOnlyMemory<byte> content) => new(Decode(content.Span));

    public bool CanBeDrawn(IEnumerable<Diagnostic> problems) =>
        Text.Length is > 0 and <= LargestDrawing && Text.Contains("BPMNShape", StringComparison.Ordinal) && !problems.Any(p => Undrawable.Contains(p.Code));

    /// <summary>The lines around a place, the place itself in the middle.</summary>
    public IReadOnlyList<SourceLine> Around(SourceLocation at, int lines)
    {
        if (at.Line < 1 || at.Line > _lines.Length) return [];
        var first = Math.Max(1, at.Line - lines);
        var last = Math.Min(_lines.Length, at.Line + lines);
        // A file without line breaks is cut at the same column everywhere.
        var from = Math.Max(0, at.Column - 1 - Widest / 2);
        return [.. Enumerable.Range(first, last - first + 1).Select(n => new SourceLine(n, Cut(_lines[n - 1].TrimEnd('\r').Replace('\t', ' '), from), n == at.Line))];
    }

    /// <summary>The drawn names of a well-formed model's elements by their ids.</summary>
    public IReadOnlyDictionary<string, string> Names()
    {
        Dictionary<string, string> names = [];
        using var xml = XmlReader.Create(new StringReader(Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.GetAttribute("id") is { } id && xml.GetAttribute("name") is { Length: > 0 } name)
                names.TryAdd(id, name);
        }
        return names;
    }

    static string Cut(string line, int from) =>
        line.Length <= Widest ? line
        : from >= line.Length ? "…"
        : $"{(from > 0 ? "…" : "")}{line.AsSpan(from, Math.Min(Widest, line.Length - from))}{(from + Widest < line.Length ? "…" : "")}";

    static string Decode(ReadOnlySpan<byte> content)
    {
        var encoding = content switch
        {
            [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
            _ => Declared(Encoding.Latin1.GetString(content[..Math.Min(content.Length, 200)])),
        };
        return encoding.GetString(content).TrimStart('\uFEFF');
    }

    static Encoding Declared(string start)
    {
        var name = Declaration().Match(start).Groups[1].Value;
        try
        {
            return name.Length == 0 ? Encoding.UTF8 : Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // The reader has said so; any text helps to find the place.
            return Encoding.Latin1;
        }
    }

    [GeneratedRegex("""^\s*(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")]
    private static partial Regex Declaration();
}

/// <summary>One line of a file, numbered from 1.</summary>
public sealed record SourceLine(int Number, string Text, bool IsThePlace);
