using System.Globalization;

namespace Bpm.Feel.Syntax;

/// <summary>Cuts a FEEL text into tokens. Blanks and comments vanish; names are cut at blanks and operators, the parser joins them.</summary>
ref struct Lexer(string text, int at = 0)
{
    static readonly string[] Symbols =
    [
        "**", "..", "->", "<=", ">=", "!=", "==", "+", "-", "*", "/", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "?",
    ];

    static readonly string[][] SymbolsByStart =
        [.. Enumerable.Range(0, 128).Select(start => Symbols.Where(s => s[0] == start).ToArray())];

    int _at = at;

    public static Token[] Tokens(string text)
    {
        var lexer = new Lexer(text);
        List<Token> tokens = [];
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);

        return [.. tokens];
    }

    Token Next()
    {
        SkipBlanks();
        var start = _at;
        if (_at >= text.Length)
        {
            return new Token(TokenKind.End, "", text.Length, text.Length);
        }

        var c = text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Number(start);
        }

        if (IsNameStart(text, _at))
        {
            _at = NameEnd(text, start);
            return new Token(TokenKind.Name, Words.Intern(text.AsSpan(start, _at - start)), start, _at);
        }

        switch (c)
        {
            case '"':
                return new Token(TokenKind.String, Quoted('"'), start, _at);
            case '`':
                return new Token(TokenKind.QuotedName, BackTicked(), start, _at);
            case '@' when _at + 1 < text.Length && text[_at + 1] == '"':
                _at++;
                return new Token(TokenKind.Temporal, Quoted('"'), start, _at);
        }

        foreach (var symbol in c < SymbolsByStart.Length ? SymbolsByStart[c] : [])
        {
            if (text.AsSpan(_at).StartsWith(symbol))
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, start, _at);
            }
        }

        // Not the start of a string: names such as Person's age have an apostrophe inside.
        if (c is '\'' or '’' && start > 0 && IsNamePart(text, start - 1))
        {
            _at++;
            return new Token(TokenKind.Symbol, c == '’' ? "’" : "'", start, _at);
        }

        throw Unknown(start);
    }

    /// <summary>Habits from other languages get the FEEL word for what was meant.</summary>
    readonly SyntaxException Unknown(int at)
    {
        var rest = text.AsSpan(at);
        var message = rest[0] switch
        {
            '\'' => "Expected double quotes around a string but found '",
            '&' when rest.StartsWith("&&") => "Expected 'and' but found '&&'",
            '|' when rest.StartsWith("||") => "Expected 'or' but found '||'",
            '!' => "Expected not(…) but found '!'",
            '%' => "Expected modulo(a, b) but found '%'",
            _ => $"Unexpected character '{rest[0]}'",
        };
        return new SyntaxException(message, at);
    }

    void SkipBlanks()
    {
        while (_at < text.Length)
        {
            var rest = text.AsSpan(_at);
            if (IsBlank(text[_at]))
            {
                _at++;
            }
            else if (rest.StartsWith("//"))
            {
                var end = rest.IndexOf('\n');
                _at = end < 0 ? text.Length : _at + end;
            }
            else if (rest.StartsWith("/*"))
            {
                var end = rest[2..].IndexOf("*/");
                _at = end < 0 ? throw new SyntaxException("Expected '*/' to end the comment", _at) : _at + end + 4;
            }
            else
            {
                return;
            }
        }
    }

    Token Number(int start)
    {
        _at = NumberEnd(text, start);
        return new Token(TokenKind.Number, text[start.._at], start, _at);
    }

    public static int NumberEnd(string text, int at)
    {
        at = DigitsEnd(text, at);
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at = DigitsEnd(text, at + 1);
        }

        if (at >= text.Length || text[at] is not ('e' or 'E'))
        {
            return at;
        }

        var digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        var end = DigitsEnd(text, digits);
        return end > digits ? end : at;
    }

    static int DigitsEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    public static int NameEnd(string text, int at)
    {
        while (at < text.Length && IsNamePart(text, at))
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        }

        return at;
    }

    string Quoted(char quote)
    {
        var start = _at++;
        var value = Escapes.Read(text, ref _at, quote);
        return value is not null ? LiteralText.WellFormed(value) : throw new SyntaxException($"Expected {quote} to end the string that starts", start);
    }

    string BackTicked()
    {
        var end = text.IndexOf('`', _at + 1);
        if (end <= _at + 1)
        {
            throw new SyntaxException("Expected a name and ` to end the name that starts", _at);
        }

        var name = LiteralText.WellFormed(text[(_at + 1)..end]);
        _at = end + 1;
        return name;
    }

    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u180e' or '\u200b' or '\ufeff';

    public static bool IsNameStart(string text, int at) =>
        text[at] is '_' or '$' || CharUnicodeInfo.GetUnicodeCategory(text, at) is var category
        && (category <= UnicodeCategory.OtherLetter || category is UnicodeCategory.LetterNumber or UnicodeCategory.OtherSymbol);

    static bool IsNamePart(string text, int at) =>
        IsNameStart(text, at)
        || CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation
        || text[at] == '\u00b7';
}
