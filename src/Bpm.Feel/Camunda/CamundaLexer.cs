using Bpm.Feel.Syntax;

namespace Bpm.Feel.Camunda;

/// <summary>Cuts the inside of <c>${…}</c> into tokens, up to the brace that closes it.</summary>
static class CamundaLexer
{
    static readonly string[] Symbols =
    [
        "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", "(", ")", "[", "]", ".", ",", "=",
    ];

    /// <summary>Reads from behind the opening brace; leaves <paramref name="at"/> behind the closing one.</summary>
    public static Token[] Tokens(string text, ref int at)
    {
        var open = at - 2;
        List<Token> tokens = [];
        while (true)
        {
            while (at < text.Length && Lexer.IsBlank(text[at]))
            {
                at++;
            }

            if (at >= text.Length)
            {
                throw new SyntaxException("Expected '}' to end the expression that starts", open);
            }

            var start = at;
            if (text[at] == '}')
            {
                at++;
                tokens.Add(new Token(TokenKind.End, "", start, start));
                return [.. tokens];
            }

            tokens.Add(Next(text, ref at));
        }
    }

    static Token Next(string text, ref int at)
    {
        var start = at;
        var c = text[at];
        if (char.IsAsciiDigit(c))
        {
            at = Lexer.NumberEnd(text, at);
            return new Token(TokenKind.Number, text[start..at], start, at);
        }

        if (Lexer.IsNameStart(text, at))
        {
            at = Lexer.NameEnd(text, at);
            return new Token(TokenKind.Name, text[start..at], start, at);
        }

        if (c is '"' or '\'')
        {
            at++;
            var value = Escapes.Read(text, ref at, c) ?? throw new SyntaxException($"Expected {c} to end the string that starts", start);
            return new Token(TokenKind.String, LiteralText.WellFormed(value), start, at);
        }

        foreach (var symbol in Symbols)
        {
            if (text.AsSpan(at).StartsWith(symbol))
            {
                at += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, start, at);
            }
        }

        throw new SyntaxException($"Unexpected character '{c}'", start);
    }
}
