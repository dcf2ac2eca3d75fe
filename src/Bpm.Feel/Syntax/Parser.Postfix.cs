using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    /// <summary>A value followed by any number of <c>.name</c>, <c>[filter]</c> and <c>(arguments)</c>.</summary>
    Node ParsePostfix()
    {
        var start = Current.Start;
        var node = ParsePrimary();
        while (true)
        {
            if (Current.Is(".") && Following.Kind is TokenKind.Name or TokenKind.QuotedName)
            {
                At++;
                node = new Evaluation.Path(new Span(start, Current.End), node, ParseEntryName());
            }
            else if (Current.Is("[") && !IsOpenRangeEnd())
            {
                At++;
                node = ParseFilter(start, node);
            }
            else if (Current.Is("("))
            {
                node = ParseCall(start, node);
            }
            else
            {
                return node;
            }

            Bounded(node);
        }
    }

    string ParseEntryName()
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

        return JoinWords();
    }

    /// <summary><c>[1..5[</c>: behind the end of a range, a bracket that nothing follows is no filter but leaves the end open.</summary>
    bool IsOpenRangeEnd() =>
        _rangeEnds > 0
        && (Following.Kind == TokenKind.End
            || (Following.Kind == TokenKind.Symbol && Following.Text is ")" or "]" or "}" or "," or "=" or "!=" or "." or ":")
            || (Following.Kind == TokenKind.Name && Following.Text is "and" or "or" or "then" or "else" or "return" or "satisfies" or "in" or "between"));

    Filter ParseFilter(int start, Node source) => InScope(() =>
    {
        var rangeEnds = _rangeEnds;
        _rangeEnds = 0;
        Declare("item");
        var filter = ParseExpression();
        Expect("]");
        _rangeEnds = rangeEnds;
        return new Filter(From(start), source, filter);
    });

    Node ParseCall(int start, Node function)
    {
        Expect("(");
        List<Node> arguments = [];
        List<string>? names = null;
        var rangeEnds = _rangeEnds;
        _rangeEnds = 0;
        while (!Current.Is(")"))
        {
            if (arguments.Count > 0)
            {
                Expect(",");
            }

            if (IsNamedArgument())
            {
                (names ??= []).Add(ParseDeclaredName(t => t.Is(":")));
                Expect(":");
            }
            else if (names is not null)
            {
                throw Unexpected("a parameter's name");
            }

            arguments.Add(ParseExpression());
            if (names is not null && names.Count != arguments.Count)
            {
                throw new SyntaxException("Expected all arguments to be named, or none", start);
            }
        }

        Expect(")");
        _rangeEnds = rangeEnds;
        var span = From(start);
        if (function is Name { Value: var name } && IsBuiltIn(name, out var builtIn))
        {
            return new BuiltInCall(span, builtIn, [.. arguments], names?.ToArray());
        }

        return new Call(span, function, [.. arguments], names?.ToArray());
    }

    /// <summary>A parameter's name may have numbers and operators in it, such as <c>Pre-bureau risk: 1</c>.</summary>
    bool IsNamedArgument()
    {
        if (Current.Kind != TokenKind.Name)
        {
            return Current.Kind is TokenKind.String or TokenKind.QuotedName && Following.Is(":");
        }

        var at = At;
        while (Tokens[at].Kind is TokenKind.Name or TokenKind.Number || (Tokens[at].Kind == TokenKind.Symbol && Tokens[at].Text is "+" or "-" or "*" or "/" or "." or "'"))
        {
            at++;
        }

        return Tokens[at].Is(":");
    }
}
