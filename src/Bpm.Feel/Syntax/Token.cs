namespace Bpm.Feel.Syntax;

enum TokenKind
{
    End,
    Name,
    Number,
    String,

    /// <summary>The text between the quotes of <c>@"…"</c>.</summary>
    Temporal,

    /// <summary>A name in back ticks: taken as it is, never a keyword.</summary>
    QuotedName,
    Symbol,
}

/// <summary>A piece of the text. For strings, Text is the value with its escapes resolved.</summary>
readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;

    public string Shown => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.String => $"string {LiteralText.Quote(Text)}",
        _ => $"'{Text}'",
    };
}
