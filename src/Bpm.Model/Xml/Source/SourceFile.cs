namespace Bpm.Model;

/// <summary>The decoded text of an uploaded file; turns places of attribute values and element texts into lines and columns.</summary>
sealed class SourceFile
{
    readonly List<int> _lineStarts = [0];

    public SourceFile(string name, string text)
    {
        Name = name;
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Name { get; }
    public string Text { get; }

    public SourceLocation LocationOf(int offset)
    {
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new SourceLocation(line + 1, offset - _lineStarts[line] + 1);
    }

    public int OffsetOf(int line, int column) =>
        line < 1 || line > _lineStarts.Count ? 0 : Math.Clamp(_lineStarts[line - 1] + column - 1, 0, Text.Length);

    /// <summary>
    /// Where the n-th character of a value stands in the file. A value is shorter than its raw text wherever that has
    /// character references, comments, CDATA marks or two-character line ends, so the raw text is walked.
    /// </summary>
    public SourceLocation LocationOf(int start, int characters)
    {
        var offset = start;
        var inCharacterData = Stands("<![CDATA[", start - 9);
        while (characters > 0 && offset < Text.Length)
        {
            if (inCharacterData && Stands("]]>", offset))
            {
                (inCharacterData, offset) = (false, offset + 3);
            }
            else if (!inCharacterData && Stands("<![CDATA[", offset))
            {
                (inCharacterData, offset) = (true, offset + 9);
            }
            else if (!inCharacterData && Stands("<!--", offset))
            {
                offset = After("-->", offset);
            }
            else if (!inCharacterData && Text[offset] == '&')
            {
                (characters, offset) = (characters - 1, After(";", offset));
            }
            else
            {
                (characters, offset) = (characters - 1, offset + (Stands("\r\n", offset) ? 2 : 1));
            }
        }

        return LocationOf(Math.Min(offset, Text.Length));
    }

    bool Stands(string mark, int offset) => offset >= 0 && string.CompareOrdinal(Text, offset, mark, 0, mark.Length) == 0;

    int After(string mark, int offset)
    {
        var found = Text.IndexOf(mark, offset, StringComparison.Ordinal);
        return found < 0 ? Text.Length : found + mark.Length;
    }
}
