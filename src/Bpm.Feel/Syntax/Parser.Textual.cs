using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    If ParseIf()
    {
        var start = Current.Start;
        ExpectWord("if");
        var condition = ParseExpression();
        ExpectWord("then");
        var then = ParseExpression();
        ExpectWord("else");
        var otherwise = ParseExpression();
        return new If(From(start), condition, then, otherwise);
    }

    For ParseFor() => InScope(() =>
    {
        var start = Current.Start;
        ExpectWord("for");
        var iterations = ParseIterations();
        ExpectWord("return");
        var outer = _readsPartial;
        _readsPartial = false;
        _declared.Add("partial");
        var body = ParseExpression();
        var node = new For(From(start), iterations, body, _readsPartial);
        _readsPartial |= outer;
        return node;
    });

    Quantified ParseQuantified() => InScope(() =>
    {
        var start = Current.Start;
        var some = AcceptWord("some");
        if (!some)
        {
            ExpectWord("every");
        }

        var iterations = ParseIterations();
        ExpectWord("satisfies");
        return new Quantified(From(start), some, iterations, ParseExpression());
    });

    Iteration[] ParseIterations()
    {
        List<Iteration> iterations = [];
        do
        {
            var name = ParseDeclaredName(t => t.IsWord("in"));
            ExpectWord("in");
            var source = ParseExpression();
            var end = Accept("..") ? ParseExpression() : null;
            iterations.Add(new Iteration(name, source, end));
            Declare(name);
        }
        while (Accept(","));

        return [.. iterations];
    }

    FunctionLiteral ParseFunction() => InScope(() =>
    {
        var start = Current.Start;
        ExpectWord("function");
        Expect("(");
        List<string> names = [];
        List<TypeReference?> types = [];
        while (!Current.Is(")"))
        {
            if (names.Count > 0)
            {
                Expect(",");
            }

            names.Add(ParseDeclaredName(t => t.Is(",") || t.Is(":") || t.Is(")")));
            types.Add(Accept(":") ? ParseType() : null);
        }

        Expect(")");
        if (Current.IsWord("external"))
        {
            throw new SyntaxException("Expected a FEEL body, since external functions are not run, but found 'external'", Current.Start);
        }

        names.ForEach(Declare);
        var body = ParseExpression();
        return new FunctionLiteral(From(start), [.. names], [.. types], body);
    });

    /// <summary>A type such as <c>number</c>, <c>list&lt;string&gt;</c>, <c>context&lt;a: number&gt;</c> or <c>function&lt;number&gt;-&gt;string</c>.</summary>
    TypeReference ParseType()
    {
        Deeper();
        var name = ParseTypeName();
        List<TypeReference> arguments = [];
        List<string> entries = [];
        if (name is "list" or "range" or "context" or "function" && Accept("<"))
        {
            while (!Current.Is(">"))
            {
                if (arguments.Count > 0)
                {
                    Expect(",");
                }

                if (name == "context")
                {
                    entries.Add(ParseDeclaredName(t => t.Is(":")));
                    Expect(":");
                }

                arguments.Add(ParseType());
            }

            Expect(">");
        }

        if (name == "function" && Accept("->"))
        {
            arguments.Add(ParseType());
        }

        _nesting--;
        return new TypeReference(name, [.. arguments], [.. entries]);
    }

    string ParseTypeName()
    {
        if (Current.Kind != TokenKind.Name)
        {
            throw Unexpected("a type");
        }

        foreach (var name in LongTypeNames)
        {
            var parts = name.Split(' ');
            if (_at + parts.Length <= _tokens.Length && parts.Select((p, i) => _tokens[_at + i].IsWord(p)).All(same => same))
            {
                _at += parts.Length;
                return name;
            }
        }

        return JoinWords();
    }

    static readonly string[] LongTypeNames = ["date and time", "days and time duration", "years and months duration"];
}
