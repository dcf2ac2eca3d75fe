using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

/// <summary>A place in the tokens of a text, and how far it may be nested: what both parsers read with.</summary>
abstract class TokenCursor(Token[] tokens, string end)
{
    int _nesting;

    protected Token[] Tokens => tokens;

    protected int At { get; set; }

    protected Token Current => tokens[At];

    protected Token Following => tokens[Math.Min(At + 1, tokens.Length - 1)];

    protected bool Accept(string symbol, string? word = null)
    {
        var found = Current.Is(symbol) || (word is not null && Current.IsWord(word));
        At += found ? 1 : 0;
        return found;
    }

    protected bool AcceptWord(string word)
    {
        var found = Current.IsWord(word);
        At += found ? 1 : 0;
        return found;
    }

    protected void Expect(string symbol)
    {
        if (!Accept(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    protected void ExpectWord(string word)
    {
        if (!AcceptWord(word))
        {
            throw Unexpected($"'{word}'");
        }
    }

    protected SyntaxException Unexpected(string expected) =>
        new($"Expected {expected} but found {(Current.Kind == TokenKind.End ? end : Current.Shown)}", Current.Start);

    /// <summary>The place from a token's start to the end of the token before the cursor.</summary>
    protected Span From(int start) => new(start, At == 0 ? start : tokens[At - 1].End);

    protected static T Bounded<T>(T node)
        where T : Node => Bounds.Check(node);

    protected void Deeper() => Bounds.Check(++_nesting, Current.Start);

    protected void Shallower() => _nesting--;
}
