using Bpm.Feel.Evaluation;
using Bpm.Feel.Syntax;

namespace Bpm.Feel.Camunda;

/// <summary>The operators of the <c>${…}</c> dialect, weakest first. What they work on is in the other part.</summary>
sealed partial class CamundaParser(Token[] tokens, HashSet<string> variables) : TokenCursor(tokens, "'}'")
{
    public Node ParseWhole()
    {
        var node = ParseExpression();
        return Current.Kind == TokenKind.End ? node : throw Unexpected("'}'");
    }

    Node ParseExpression()
    {
        Deeper();
        var start = Current.Start;
        var node = ParseOr();
        if (Accept("?"))
        {
            var then = ParseExpression();
            Expect(":");
            node = new LooseIf(From(start), node, then, ParseExpression());
        }

        Shallower();
        return Bounded(node);
    }

    Node ParseOr() => ParseLogic("||", "or", decides: true, ParseAnd);

    Node ParseAnd() => ParseLogic("&&", "and", decides: false, ParseEquality);

    Node ParseLogic(string symbol, string word, bool decides, Func<Node> parseOperand)
    {
        var start = Current.Start;
        List<Node> operands = [parseOperand()];
        while (Accept(symbol, word))
        {
            operands.Add(parseOperand());
        }

        return operands is [var only] ? only : new LooseLogic(From(start), decides, [.. operands]);
    }

    Node ParseEquality() => ParseComparison(ParseRelation, t => t.Text switch
    {
        "==" or "eq" => ComparisonOperator.Equal,
        "!=" or "ne" => ComparisonOperator.NotEqual,
        "=" when t.Kind == TokenKind.Symbol => throw new SyntaxException("Expected '==' but found '='", t.Start),
        _ => null,
    });

    Node ParseRelation() => ParseComparison(ParseSum, t => t.Text switch
    {
        "<" or "lt" => ComparisonOperator.Less,
        "<=" or "le" => ComparisonOperator.LessOrEqual,
        ">" or "gt" => ComparisonOperator.Greater,
        ">=" or "ge" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    });

    Node ParseComparison(Func<Node> parseOperand, Func<Token, ComparisonOperator?> operatorAt)
    {
        var start = Current.Start;
        var left = parseOperand();
        while (Current.Kind is TokenKind.Symbol or TokenKind.Name && operatorAt(Current) is { } op)
        {
            At++;
            var right = parseOperand();
            left = Bounded(new LooseComparison(From(start), op, left, right));
        }

        return left;
    }

    Node ParseSum() => ParseArithmetic(ParseProduct, t => t.Text switch
    {
        "+" => ArithmeticOperator.Add,
        "-" => ArithmeticOperator.Subtract,
        _ => null,
    });

    Node ParseProduct() => ParseArithmetic(ParseUnary, t => t.Text switch
    {
        "*" => ArithmeticOperator.Multiply,
        "/" or "div" => ArithmeticOperator.Divide,
        "%" or "mod" => ArithmeticOperator.Remainder,
        _ => null,
    });

    Node ParseArithmetic(Func<Node> parseOperand, Func<Token, ArithmeticOperator?> operatorAt)
    {
        var start = Current.Start;
        var first = parseOperand();
        List<Operation> rest = [];
        while (Current.Kind is TokenKind.Symbol or TokenKind.Name && operatorAt(Current) is { } op)
        {
            At++;
            rest.Add(new Operation(op, parseOperand()));
        }

        return rest.Count == 0 ? first : new LooseArithmetic(From(start), first, [.. rest]);
    }

    Node ParseUnary()
    {
        var start = Current.Start;
        Func<Node, Node>? wrap =
            Accept("-") ? operand => operand is Literal { Value: FeelNumber n }
                ? new Literal(From(start), Numbers.Negate(n))
                : new LooseArithmetic(From(start), new Literal(From(start), FeelNumber.Of(0)), [new Operation(ArithmeticOperator.Subtract, operand)])
            : Accept("!", "not") ? operand => new LooseNot(From(start), operand)
            : AcceptWord("empty") ? operand => new Empty(From(start), operand)
            : null;
        if (wrap is null)
        {
            return ParsePostfix();
        }

        Deeper();
        var node = wrap(ParseUnary());
        Shallower();
        return Bounded(node);
    }

    Literal ParseNumber()
    {
        var token = Tokens[At++];
        return FeelNumber.TryParse(token.Text, out var value)
            ? new Literal(From(token.Start), value)
            : throw new SyntaxException($"Expected a number below 10^6145 but found '{token.Text}'", token.Start);
    }
}
