using System.Diagnostics.CodeAnalysis;
using Bpm.Feel.Evaluation;
using Bpm.Feel.Functions;

namespace Bpm.Feel.Syntax;

/// <summary>
/// Recursive descent over the tokens, building the nodes that evaluate. This part holds the cursor, the names and the bounds;
/// the grammar is in the other parts, weakest operator first.
/// </summary>
sealed partial class Parser(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType> types)
{
    readonly Token[] _tokens = Lexer.Tokens(text);
    readonly KnownNames _known = Announced(names);
    readonly List<string> _declared = [];

    /// <summary>Names of the caller that are also names of built-in functions: which one is meant shows when it is called.</summary>
    readonly HashSet<string> _ambiguous = [.. names.Where(n => BuiltIns.TryGet(n, out _))];
    readonly HashSet<string> _variables = [];

    int _at;
    int _nesting;
    bool _readsInput;
    bool _readsPartial;

    public IReadOnlySet<string> Variables => _variables;

    Token Current => _tokens[_at];

    Token Following => _tokens[Math.Min(_at + 1, _tokens.Length - 1)];

    public Node ParseWhole()
    {
        var node = ParseExpression();
        ExpectEnd();
        return node;
    }

    static KnownNames Announced(IEnumerable<string> names)
    {
        var known = new KnownNames();
        foreach (var name in names)
        {
            known.Declare(name);
        }

        return known;
    }

    void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected("the end of the expression");
        }
    }

    bool Accept(string symbol)
    {
        var found = Current.Is(symbol);
        _at += found ? 1 : 0;
        return found;
    }

    bool AcceptWord(string word)
    {
        var found = Current.IsWord(word);
        _at += found ? 1 : 0;
        return found;
    }

    void Expect(string symbol)
    {
        if (!Accept(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    void ExpectWord(string word)
    {
        if (!AcceptWord(word))
        {
            throw Unexpected($"'{word}'");
        }
    }

    SyntaxException Unexpected(string expected) => new($"Expected {expected} but found {Current.Shown}", Current.Start);

    /// <summary>The place from a token's start to the end of the token before the cursor.</summary>
    Span From(int start) => new(start, _at == 0 ? start : _tokens[_at - 1].End);

    static T Bounded<T>(T node)
        where T : Node => Bounds.Check(node);

    void Deeper() => Bounds.Check(++_nesting, Current.Start);

    /// <summary>A name in an expression: a known one, or all the words up to the next operator or keyword.</summary>
    string ParseName()
    {
        if (Current.Kind == TokenKind.QuotedName)
        {
            return _tokens[_at++].Text;
        }

        if (_known.Longest(_tokens.AsSpan(_at), out var length) is { } known)
        {
            _at += length;
            return known;
        }

        if (Current.Kind != TokenKind.Name || Words.IsKeyword(Current.Text))
        {
            throw Unexpected("a name");
        }

        return JoinWords();
    }

    string JoinWords()
    {
        var start = _at++;
        while (Current.Kind == TokenKind.Name && !Words.IsKeyword(Current.Text) && !(Current.IsWord("instance") && Following.IsWord("of")))
        {
            _at++;
        }

        return _at == start + 1 ? _tokens[start].Text : string.Join(' ', _tokens[start.._at].Select(t => t.Text));
    }

    /// <summary>A name where one is declared: everything up to the given end is part of it.</summary>
    string ParseDeclaredName(Func<Token, bool> ends)
    {
        if (Current.Kind is TokenKind.String or TokenKind.QuotedName)
        {
            return _tokens[_at++].Text;
        }

        var start = _at;
        if (Current.Kind != TokenKind.Name || ends(Current))
        {
            throw Unexpected("a name");
        }

        while (Current.Kind is TokenKind.Name or TokenKind.Number or TokenKind.Symbol && !ends(Current))
        {
            _at++;
        }

        if (!ends(Current))
        {
            throw Unexpected("the end of the name");
        }

        var name = text[_tokens[start].Start.._tokens[_at - 1].End];
        return _at == start + 1 ? _tokens[start].Text : string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    void Declare(string name)
    {
        _declared.Add(name);
        _known.Declare(name);
    }

    /// <summary>Parses with some names declared, which are forgotten afterwards.</summary>
    T InScope<T>(Func<T> parse)
    {
        var (declared, known) = (_declared.Count, _known.Mark);
        var result = parse();
        _declared.RemoveRange(declared, _declared.Count - declared);
        _known.Forget(known);
        return result;
    }

    /// <summary>A built-in function that nothing hides.</summary>
    bool IsBuiltIn(string name, [NotNullWhen(true)] out BuiltIn? builtIn)
    {
        builtIn = null;
        return !_declared.Contains(name) && !_ambiguous.Contains(name) && BuiltIns.TryGet(name, out builtIn);
    }

    Name Read(int start, string name)
    {
        _readsInput |= name == Test.Input;
        _readsPartial |= name == "partial";
        if (!_declared.Contains(name))
        {
            _variables.Add(name);
        }

        return new Name(From(start), name);
    }
}
