using System.Diagnostics.CodeAnalysis;
using Bpm.Feel.Evaluation;
using Bpm.Feel.Functions;

namespace Bpm.Feel.Syntax;

/// <summary>
/// Recursive descent over the tokens, building the nodes that evaluate. This part holds the names;
/// the grammar is in the other parts, weakest operator first.
/// </summary>
sealed partial class Parser(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType> types) : TokenCursor(Lexer.Tokens(text), "the end")
{
    readonly KnownNames _known = Announced(names);
    readonly List<string> _declared = [];

    /// <summary>Names of the caller that are also names of built-in functions: which one is meant shows when it is called.</summary>
    readonly HashSet<string> _ambiguous = [.. names.Where(n => BuiltIns.TryGet(n, out _))];
    readonly HashSet<string> _variables = [];

    bool _readsInput;
    bool _readsPartial;

    public IReadOnlySet<string> Variables => _variables;

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

    /// <summary>A name in an expression: a known one, or all the words up to the next operator or keyword.</summary>
    string ParseName()
    {
        if (Current.Kind == TokenKind.QuotedName)
        {
            return Tokens[At++].Text;
        }

        if (_known.Longest(Tokens.AsSpan(At), out var length) is { } known)
        {
            At += length;
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
        var start = At++;
        while (Current.Kind == TokenKind.Name && !Words.IsKeyword(Current.Text) && !(Current.IsWord("instance") && Following.IsWord("of")))
        {
            At++;
        }

        return At == start + 1 ? Tokens[start].Text : string.Join(' ', Tokens[start..At].Select(t => t.Text));
    }

    /// <summary>A name where one is declared: everything up to the given end is part of it.</summary>
    string ParseDeclaredName(Func<Token, bool> ends)
    {
        if (Current.Kind is TokenKind.String or TokenKind.QuotedName)
        {
            return Tokens[At++].Text;
        }

        var start = At;
        if (Current.Kind != TokenKind.Name || ends(Current))
        {
            throw Unexpected("a name");
        }

        while (Current.Kind is TokenKind.Name or TokenKind.Number or TokenKind.Symbol && !ends(Current))
        {
            At++;
        }

        if (!ends(Current))
        {
            throw Unexpected("the end of the name");
        }

        var name = text[Tokens[start].Start..Tokens[At - 1].End];
        return At == start + 1 ? Tokens[start].Text : string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
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
