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
        List<FeelType?> parameterTypes = [];
        while (!Current.Is(")"))
        {
            if (names.Count > 0)
            {
                Expect(",");
            }

            names.Add(ParseDeclaredName(t => t.Is(",") || t.Is(":") || t.Is(")")));
            parameterTypes.Add(Accept(":") ? ParseType() : null);
        }

        Expect(")");
        names.ForEach(Declare);
        var body = AcceptWord("external") ? new ExternalBody(From(start), ParseExpression()) : ParseExpression();
        return new FunctionLiteral(From(start), [.. names], [.. parameterTypes], body);
    });
}
