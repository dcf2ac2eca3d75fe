using Bpm.Feel.Functions;

namespace Bpm.Feel.Syntax;

/// <summary>
/// The names that are longer than one token: built-in functions, the names a caller announced, and what the expression
/// declares itself. FEEL lets names contain blanks and operators, so <c>a + b</c> may be one name; the longest known one wins.
/// </summary>
sealed class KnownNames
{
    static readonly Dictionary<string, Known[]> BuiltInNames =
        BuiltIns.Names
            .Select(n => new Known(n, n.Split(' ')))
            .Where(n => n.Parts.Length > 1)
            .GroupBy(n => n.Parts[0])
            .ToDictionary(g => g.Key, g => g.OrderByDescending(n => n.Parts.Length).ToArray());

    readonly List<Known> _declared = [];

    public int Mark => _declared.Count;

    public void Declare(string name)
    {
        if (name.AsSpan().IndexOfAnyExcept(SimpleCharacters) < 0)
        {
            return;
        }

        var parts = Split(name);
        if (parts.Length > 1)
        {
            _declared.Add(new Known(name, parts));
        }
    }

    public void Forget(int mark) => _declared.RemoveRange(mark, _declared.Count - mark);

    /// <summary>The longest known name that starts at this token, and how many tokens it takes; null when there is none.</summary>
    public string? Longest(ReadOnlySpan<Token> tokens, out int length)
    {
        (string? longest, length) = (null, 1);
        foreach (var known in _declared)
        {
            if (known.Parts.Length > length && known.StartsAt(tokens))
            {
                (longest, length) = (known.Name, known.Parts.Length);
            }
        }

        if (BuiltInNames.TryGetValue(tokens[0].Text, out var builtIns))
        {
            foreach (var known in builtIns)
            {
                if (known.Parts.Length > length && known.StartsAt(tokens))
                {
                    (longest, length) = (known.Name, known.Parts.Length);
                    break;
                }
            }
        }

        return longest;
    }

    static readonly System.Buffers.SearchValues<char> SimpleCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    static string[] Split(string name)
    {
        try
        {
            return [.. Lexer.Tokens(name).Where(t => t.Kind != TokenKind.End).Select(t => t.Text)];
        }
        catch (SyntaxException)
        {
            // A name with characters FEEL has no tokens for can't be written in an expression, other than in back ticks.
            return [];
        }
    }

    sealed record Known(string Name, string[] Parts)
    {
        public bool StartsAt(ReadOnlySpan<Token> tokens)
        {
            if (tokens.Length < Parts.Length)
            {
                return false;
            }

            for (var i = 0; i < Parts.Length; i++)
            {
                if (tokens[i].Kind is TokenKind.String or TokenKind.Temporal or TokenKind.QuotedName || tokens[i].Text != Parts[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
