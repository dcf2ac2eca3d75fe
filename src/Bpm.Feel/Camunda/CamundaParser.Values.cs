using Bpm.Feel.Evaluation;
using Bpm.Feel.Functions;
using Bpm.Feel.Syntax;

namespace Bpm.Feel.Camunda;

sealed partial class CamundaParser
{
    /// <summary>The variable under which <c>execution.processBusinessKey</c> is found.</summary>
    const string BusinessKey = "businessKey";

    Node ParsePostfix()
    {
        var start = Current.Start;
        var node = ParsePrimary();
        while (true)
        {
            if (Accept("."))
            {
                var name = ParseMemberName();
                node = Current.Is("(") ? ParseMethod(start, node, name) : new Evaluation.Path(From(start), node, name);
            }
            else if (Accept("["))
            {
                var index = ParseExpression();
                Expect("]");
                node = new Index(From(start), node, index);
            }
            else
            {
                return node;
            }

            Bounded(node);
        }
    }

    Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.String:
                At++;
                return new Literal(From(token.Start), new FeelString(token.Text));
            case TokenKind.Symbol when Accept("("):
                var inner = ParseExpression();
                Expect(")");
                return inner;
            case TokenKind.Name:
                At++;
                return ParseWord(token);
            default:
                throw Unexpected("an expression");
        }
    }

    Node ParseWord(Token token)
    {
        switch (token.Text)
        {
            case "true":
                return new Literal(From(token.Start), FeelBoolean.True);
            case "false":
                return new Literal(From(token.Start), FeelBoolean.False);
            case "null":
                return new Literal(From(token.Start), FeelNull.Instance);
            case "instanceof" or "new":
                throw new SyntaxException($"Expected data but found '{token.Text}': Java types are not known here", token.Start);
            case "execution" or "task" when Current.Is("."):
                return ParseExecution(token);
        }

        return Current.Is("(") ? ParseFunction(token) : Read(token.Start, token.Text);
    }

    Node ParseFunction(Token token)
    {
        if (ParseArguments().Count == 0)
        {
            switch (token.Text)
            {
                case "now" or "dateTime" when BuiltIns.TryGet("now", out var now):
                    return new BuiltInCall(From(token.Start), now, [], null);
                case "currentUser":
                    return Read(token.Start, ReservedNames.CurrentUser);
            }
        }

        throw new SyntaxException(
            $"Expected now(), dateTime() or currentUser() but found '{token.Text}(…)': there is no code to call; read variables directly, such as order.total, or compute it in a script or service task before",
            token.Start);
    }

    /// <summary><c>execution.…</c> and <c>task.…</c>: variables by name, the business key, and properties of what is running.</summary>
    Node ParseExecution(Token token)
    {
        Expect(".");
        var member = Current;
        var name = ParseMemberName();
        if (Current.Is("("))
        {
            var arguments = ParseArguments();
            return (name, arguments) switch
            {
                ("getVariable" or "getVariableLocal", [Literal { Value: FeelString s }]) => Read(token.Start, s.Value),
                ("getVariable" or "getVariableLocal", [var dynamic]) => new Lookup(From(token.Start), dynamic, presenceOnly: false),
                ("hasVariable" or "hasVariableLocal", [var wanted]) => new Lookup(From(token.Start), wanted, presenceOnly: true),
                _ when arguments.Count == 0 && Getter(name) is { } property => Property(token, property),
                _ => throw new SyntaxException($"Expected getVariable('name'), hasVariable('name') or a property but found '{name}(…)': set variables with an output mapping or a script", member.Start),
            };
        }

        return Property(token, name);
    }

    Evaluation.Path Property(Token token, string name) =>
        new Evaluation.Path(
            From(token.Start), Read(token.Start, token.Text == "task" ? ReservedNames.Task : ReservedNames.Execution),
            name == "processBusinessKey" ? BusinessKey : name);

    MethodCall ParseMethod(int start, Node receiver, string name)
    {
        var at = Tokens[At - 1].Start;
        var arguments = ParseArguments();
        if (Methods.Find(name, arguments.Count) is { } method)
        {
            return new MethodCall(From(start), method, receiver, [.. arguments]);
        }

        throw new SyntaxException(
            arguments.Count == 0 && Getter(name) is { } property
                ? $"Expected a property but found '{name}()': there are no beans; write .{property}"
                : $"Expected a property or one of {Methods.Names} but found '{name}(…)': there are no beans or Java methods; compute it in a script or service task before",
            at);
    }

    List<Node> ParseArguments()
    {
        Expect("(");
        List<Node> arguments = [];
        while (!Current.Is(")"))
        {
            if (arguments.Count > 0)
            {
                Expect(",");
            }

            arguments.Add(ParseExpression());
        }

        Expect(")");
        return arguments;
    }

    string ParseMemberName() => Current.Kind == TokenKind.Name ? Tokens[At++].Text : throw Unexpected("a property's name");

    Name Read(int start, string name)
    {
        variables.Add(name);
        return new Name(From(start), name);
    }

    /// <summary>The property that a method such as <c>getOrderNo</c> reads.</summary>
    static string? Getter(string name) =>
        name.Length > 3 && name.StartsWith("get", StringComparison.Ordinal) && char.IsUpper(name[3])
            ? char.ToLowerInvariant(name[3]) + name[4..]
            : null;
}
