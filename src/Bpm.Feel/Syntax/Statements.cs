namespace Bpm.Feel.Syntax;

/// <summary>A statement of a script: the text of its expression, where that starts, and the name it is assigned to.</summary>
readonly record struct Statement(string? Name, string Source, int Start);

/// <summary>
/// Cuts a script into statements: at each ';', and at a line that starts with <c>name =</c>, unless the line before
/// ends in the middle of something.
/// </summary>
static class Statements
{
    public static List<Statement> Split(string text)
    {
        var tokens = Lexer.Tokens(text);
        List<Statement> statements = [];
        var (first, depth) = (0, 0);
        for (var at = 0; at < tokens.Length; at++)
        {
            var token = tokens[at];
            depth += token.Kind != TokenKind.Symbol ? 0 : token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;
            var separator = token.Kind == TokenKind.End || (depth <= 0 && token.Is(";"));
            if (!separator && !(depth <= 0 && at > first && StartsAssignment(text, tokens, at)))
            {
                continue;
            }

            if (at > first)
            {
                statements.Add(Cut(text, tokens, first, at));
            }

            first = separator ? at + 1 : at;
        }

        return statements;
    }

    static bool StartsAssignment(string text, Token[] tokens, int at) =>
        IsAssignment(tokens, at)
        && text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).Contains('\n')
        && tokens[at - 1] is not { Kind: TokenKind.Symbol, Text: not (")" or "]" or "}" or "?") }
        && !(tokens[at - 1].Kind == TokenKind.Name && Words.IsKeyword(tokens[at - 1].Text) && tokens[at - 1].Text is not ("true" or "false" or "null"));

    static bool IsAssignment(Token[] tokens, int at) =>
        (tokens[at].Kind == TokenKind.QuotedName || (tokens[at].Kind == TokenKind.Name && !Words.IsKeyword(tokens[at].Text)))
        && tokens[at + 1].Is("=");

    static Statement Cut(string text, Token[] tokens, int first, int end)
    {
        var name = IsAssignment(tokens, first) ? tokens[first].Text : null;
        var start = name is null ? tokens[first].Start : tokens[first + 1].End;
        return new Statement(name, text[start..tokens[end - 1].End], start);
    }
}
