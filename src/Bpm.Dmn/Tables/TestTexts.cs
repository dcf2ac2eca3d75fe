namespace Bpm.Dmn;

/// <summary>Splits a list of unary tests at its commas, leaving those inside quotes and brackets.</summary>
static class TestTexts
{
    public static IEnumerable<string> Split(string text)
    {
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '(' or '[' or '{' when !quoted:
                    depth++;
                    break;
                case ')' or ']' or '}' when !quoted:
                    depth--;
                    break;
                case ',' when !quoted && depth == 0:
                    yield return text[start..i].Trim();
                    start = i + 1;
                    break;
            }
        }

        yield return text[Math.Min(start, text.Length)..].Trim();
    }
}
