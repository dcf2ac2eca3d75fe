namespace Bpm.Model;

/// <summary>An attribute value or element text that knows where each of its characters stands in the file.</summary>
sealed class SourceText(SourceFile file, string value, int start, int skipped = 0)
{
    public string Value { get; } = value;
    public SourceLocation Location => At(0);
    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);

    public SourceLocation At(int position) => file.LocationOf(start, skipped + position);

    /// <summary>The rest from this position on.</summary>
    public SourceText From(int position) => new(file, Value[position..], start, skipped + position);

    public SourceText DropLast() => new(file, Value[..^1], start, skipped);

    public SourceText Trim()
    {
        var rest = From(Value.Length - Value.TrimStart().Length);
        return new SourceText(file, rest.Value.TrimEnd(), start, skipped + Value.Length - rest.Value.Length);
    }

    /// <summary>The parts between commas that are not empty, trimmed; a comma inside an expression's braces does not split.</summary>
    public IEnumerable<SourceText> SplitByComma()
    {
        var (begin, depth) = (0, 0);
        for (var i = 0; i <= Value.Length; i++)
        {
            var character = i < Value.Length ? Value[i] : ',';
            depth += character switch { '{' or '(' => 1, '}' or ')' => -1, _ => 0 };
            if (character == ',' && (depth <= 0 || i == Value.Length))
            {
                var part = new SourceText(file, Value[begin..i], start, skipped + begin).Trim();
                if (!part.IsEmpty)
                {
                    yield return part;
                }

                begin = i + 1;
            }
        }
    }
}
