namespace Bpm.Feel.Syntax;

/// <summary>The words of the language, which end a name made of several words.</summary>
static class Words
{
    static readonly HashSet<string> Keywords =
    [
        "for", "in", "return", "if", "then", "else", "some", "every", "satisfies", "and", "or", "between",
        "function", "true", "false", "null",
    ];

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Keywords.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>One string instance for each keyword, so that parsing allocates none.</summary>
    public static string Intern(ReadOnlySpan<char> word) =>
        Lookup.TryGetValue(word, out var keyword) ? keyword : word.ToString();
}
