using System.Xml;

namespace Bpm.Model;

/// <summary>
/// Reads XML into a tree that knows its places. Document type declarations are refused (they can make a small file
/// huge or reach for other files), and size and depth are bounded, so an upload costs no more than its size.
/// </summary>
static class SourceReader
{
    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The root element, or null with the problem reported.</summary>
    /// <param name="format">What the file should be, for messages.</param>
    public static SourceElement? Read(ReadOnlyMemory<byte> content, BpmnLimits limits, DiagnosticList diagnostics, string format)
    {
        if (content.Length > limits.MaxBytes)
        {
            diagnostics.Error("file-too-large", default, null,
                $"Expected at most {limits.MaxBytes:N0} bytes, but the file has {content.Length:N0}.",
                "Split the file into several, or remove embedded pictures.");
            return null;
        }

        if (SourceDecoding.Decode(content, diagnostics) is not { } text || !LooksLikeXml(text, diagnostics, format))
        {
            return null;
        }

        var file = new SourceFile(diagnostics.File, text);
        if (DocumentType(text) is { } documentType)
        {
            diagnostics.Error("dtd-refused", file.LocationOf(documentType), null,
                "Expected XML without a document type declaration, but the file has a DOCTYPE.",
                $"Remove the DOCTYPE and the entities that it declares; {format} needs none.");
            return null;
        }

        if (CrowdedElement.Find(text, limits.MaxAttributes) is { } crowded)
        {
            diagnostics.Error("too-many-attributes", file.LocationOf(crowded), null,
                $"Expected at most {limits.MaxAttributes} attributes on one element, but this one has more.",
                "Remove what no modeller has written.");
            return null;
        }

        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var lines = (IXmlLineInfo)reader;
        try
        {
            return ReadTree(reader, lines, file, limits, diagnostics);
        }
        catch (XmlException malformed)
        {
            Report(malformed, diagnostics);
            return null;
        }
    }

    static bool LooksLikeXml(string text, DiagnosticList diagnostics, string format)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
        {
            diagnostics.Error("empty-file", default, null,
                $"Expected a {format} file, but the file is empty.", "Save the diagram again and upload that file.");
            return false;
        }

        if (start[0] != '<')
        {
            diagnostics.Error("not-xml", new SourceLocation(1, 1), null,
                $"Expected {format} XML, but the file is no XML: it does not begin with “<”.",
                $"Export the diagram as {format} XML, not as a picture, archive or JSON.");
            return false;
        }

        return true;
    }

    /// <summary>Where a document type declaration begins: only blanks, comments and instructions may stand before it.</summary>
    static int? DocumentType(string text)
    {
        var offset = 0;
        while (offset < text.Length)
        {
            var rest = text.AsSpan(offset);
            var end = rest.StartsWith("<!--") ? "-->" : rest.StartsWith("<?") ? "?>" : null;
            if (end is not null)
            {
                var found = text.IndexOf(end, offset, StringComparison.Ordinal);
                offset = found < 0 ? text.Length : found + end.Length;
            }
            else if (char.IsWhiteSpace(rest[0]))
            {
                offset++;
            }
            else
            {
                return rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? offset : null;
            }
        }

        return null;
    }

    static SourceElement? ReadTree(XmlReader reader, IXmlLineInfo lines, SourceFile file, BpmnLimits limits, DiagnosticList diagnostics)
    {
        SourceElement? root = null;
        SourceElement? current = null;
        var elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when Excess(reader, ++elements, limits) is var (code, message, remedy):
                    diagnostics.Error(code, Location(lines, 1), current?.NearestId, message, remedy);
                    return null;
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    var element = ReadElement(reader, lines, file, current);
                    root ??= element;
                    current = isEmpty ? current : element;
                    break;
                case XmlNodeType.EndElement:
                    current = current?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                    when current is { Children.Count: 0 }:
                    current.AddText(reader.Value, file, file.OffsetOf(lines.LineNumber, lines.LinePosition));
                    break;
            }
        }

        return root;
    }

    static (string Code, string Message, string Remedy)? Excess(XmlReader reader, int elements, BpmnLimits limits)
    {
        if (reader.Depth >= limits.MaxDepth)
        {
            return ("too-deep", $"Expected elements nested at most {limits.MaxDepth} deep, but “{reader.LocalName}” lies deeper.",
                "Take the inner parts out into elements of their own.");
        }

        return elements > limits.MaxElements
            ? ("too-many-elements", $"Expected at most {limits.MaxElements:N0} elements, but the file has more.", "Split the file into several.")
            : null;
    }

    static SourceElement ReadElement(XmlReader reader, IXmlLineInfo lines, SourceFile file, SourceElement? parent)
    {
        var element = new SourceElement(Namespaces.Canonical(reader.NamespaceURI), reader.LocalName, Location(lines, 1), parent);
        while (reader.MoveToNextAttribute())
        {
            var (@namespace, name, location) = (Namespaces.Canonical(reader.NamespaceURI), reader.LocalName, Location(lines, 0));
            var value = reader.Value;
            reader.ReadAttributeValue();
            var text = new SourceText(file, value, file.OffsetOf(lines.LineNumber, lines.LinePosition));
            element.Attributes.Add(new SourceAttribute(@namespace, name, location, text));
        }

        parent?.Children.Add(element);
        return element;
    }

    static SourceLocation Location(IXmlLineInfo lines, int back) => new(lines.LineNumber, Math.Max(1, lines.LinePosition - back));

    static void Report(XmlException malformed, DiagnosticList diagnostics)
    {
        var location = new SourceLocation(malformed.LineNumber, malformed.LinePosition);
        diagnostics.Error("malformed-xml", location, null,
            $"Expected well-formed XML, but: {WithoutPlace(malformed)}",
            "Save the diagram again with a modeller, or mend the XML at this place.");
    }

    /// <summary>The parser ends its messages with the place, which the diagnostic carries itself.</summary>
    static string WithoutPlace(XmlException malformed)
    {
        var place = $" Line {malformed.LineNumber}, position {malformed.LinePosition}.";
        return malformed.Message.EndsWith(place, StringComparison.Ordinal) ? malformed.Message[..^place.Length] : malformed.Message;
    }
}
