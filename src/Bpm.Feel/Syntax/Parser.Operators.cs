using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    Node ParseExpression()
    {
        Deeper();
        var node = Bounded(ParseOr());
        Shallower();
        return node;
    }

    Node ParseOr() => ParseChain("or", decides: true, ParseAnd);

    Node ParseAnd() => ParseChain("and", decides: false, ParseComparison);

    Node ParseChain(string word, bool decides, Func<Node> parseOperand)
    {
        var start = Current.Start;
        var first = parseOperand();
        if (!Current.IsWord(word))
        {
            return first;
        }

        List<Node> operands = [first];
        while (AcceptWord(word))
        {
            operands.Add(parseOperand());
        }

        return new Conjunction(From(start), decides, [.. operands]);
    }

    Node ParseComparison()
    {
        var start = Current.Start;
        var left = ParseAdditive();
        while (true)
        {
            if (ComparisonAt(Current) is { } op)
            {
                At++;
                var right = ParseAdditive();
                left = Bounded(new Comparison(From(start), op, left, right));
            }
            else if (AcceptWord("between"))
            {
                var low = ParseAdditive();
                ExpectWord("and");
                left = Bounded(new Between(From(start), left, low, ParseAdditive()));
            }
            else if (AcceptWord("in"))
            {
                var tests = ParseTestsBehindIn();
                left = Bounded(new In(From(start), left, tests));
            }
            else if (Current.Is("=="))
            {
                throw new SyntaxException("Expected '=' but found '=='", Current.Start);
            }
            else
            {
                return left;
            }
        }
    }

    static ComparisonOperator? ComparisonAt(Token token) => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "=" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    Node ParseAdditive() => ParseArithmetic(ParseMultiplicative, t => t.Text switch
    {
        "+" => ArithmeticOperator.Add,
        "-" => ArithmeticOperator.Subtract,
        _ => null,
    });

    Node ParseMultiplicative() => ParseArithmetic(ParsePower, t => t.Text switch
    {
        "*" => ArithmeticOperator.Multiply,
        "/" => ArithmeticOperator.Divide,
        _ => null,
    });

    Node ParsePower() => ParseArithmetic(ParseUnary, t => t.Text == "**" ? ArithmeticOperator.Power : null);

    Node ParseArithmetic(Func<Node> parseOperand, Func<Token, ArithmeticOperator?> operatorAt)
    {
        var start = Current.Start;
        var first = parseOperand();
        List<Operation>? rest = null;
        while (Current.Kind == TokenKind.Symbol && operatorAt(Current) is { } op)
        {
            At++;
            (rest ??= []).Add(new Operation(op, parseOperand()));
        }

        return rest is null ? first : new Arithmetic(From(start), first, [.. rest]);
    }

    Node ParseUnary()
    {
        var start = Current.Start;
        if (!Accept("-"))
        {
            return ParseInstanceOf();
        }

        Deeper();
        var operand = ParseUnary();
        Shallower();
        return operand is Literal { Value: FeelNumber n }
            ? new Literal(From(start), Numbers.Negate(n))
            : Bounded(new Negation(From(start), operand));
    }

    Node ParseInstanceOf()
    {
        var start = Current.Start;
        var value = ParsePostfix();
        while (Current.IsWord("instance") && Following.IsWord("of"))
        {
            At += 2;
            var type = ParseType();
            value = Bounded(new InstanceOf(From(start), value, type));
        }

        return value;
    }
}
