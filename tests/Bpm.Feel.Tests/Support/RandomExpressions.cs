using System.Text;

namespace Bpm.Feel.Tests;

/// <summary>
/// Texts that are expressions, or nearly: from the grammar, from given texts mutated, and from loose pieces. The same seed
/// gives the same texts.
/// </summary>
sealed class RandomExpressions(int seed, IReadOnlyList<string> texts)
{
    static readonly string[] Leaves =
    [
        "1", "0", "-1", "2.5", "1e18", "9999999999999999999999999999", "0.0000000000000000000000000001", "\"\"", "\"a\"", "\"${1+1}\"", "\"\\uD83D\\uDE00\"", "true", "false", "null",
        "x", "y", "z", "n", "s", "item", "partial", "?", "missing", "@\"2024-02-29\"", "@\"2024-02-29T23:59:60\"", "@\"12:00:00@Europe/Berlin\"", "@\"P1Y2M\"", "@\"-P3DT4H\"", "@\"never\"",
        "[]", "{}", "[1..5]", "(\"a\"..\"c\"]", "< 3", "[1, null, \"a\"]", "y.a", "z[1].b", "x[-1]", "1..1e18", "function(a) a",
    ];

    static readonly string[] Functions =
    [
        "string", "number", "count", "sum", "min", "max", "mean", "all", "any", "flatten", "reverse", "distinct values", "sort", "append", "concatenate", "union", "index of", "sublist", "list contains",
        "date", "time", "date and time", "duration", "years and months duration", "matches", "replace", "split", "substring", "string length", "upper case", "contains", "starts with", "string join", "extract",
        "get value", "get entries", "context", "context put", "context merge", "decimal", "floor", "ceiling", "round half up", "modulo", "sqrt", "log", "exp", "odd", "abs", "median", "stddev", "mode", "product",
        "before", "overlaps", "includes", "during", "range", "is", "day of week", "week of year", "now", "today", "not", "f", "from json", "to json", "insert before", "remove", "list replace", "partition",
    ];

    static readonly string[] Operators = [" + ", " - ", " * ", " / ", " ** ", " = ", " != ", " < ", " >= ", " and ", " or ", " in ", " instance of ", ".", "..", ", "];

    static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", "..", ".", "\"", "@\"", "`", "${", "#{", "if ", " then ", " else ", "for i in ", " return ", "some i in ", " satisfies ", "every ", "function(a) ", " between ", " and ",
        " instance of list<number>", "?", "not(", "//", "/*", "*/", "\\", "'", "&&", "||", "!", "%", "empty ", "\u0000", "\ud83d", "\u2028", "é", "\n", " ", "-", "1e999", "0x1", ";", "=", "external {java: {}}",
    ];

    readonly Random _random = new(seed);

    public string Next() => _random.Next(10) switch
    {
        < 4 => Expression(_random.Next(1, 6)),
        < 8 when texts.Count > 0 => Mutated(texts[_random.Next(texts.Count)]),
        < 9 => Mutated(Expression(_random.Next(1, 5))),
        _ => string.Concat(Enumerable.Range(0, _random.Next(1, 16)).Select(_ => One(_random.Next(2) == 0 ? Pieces : Leaves))),
    };

    string One(string[] of) => of[_random.Next(of.Length)];

    string Expression(int depth)
    {
        if (depth == 0) return One(Leaves);
        string Inner() => Expression(depth - 1);
        return _random.Next(18) switch
        {
            0 or 1 => Inner() + One(Operators) + Inner(),
            2 => $"({Inner()})",
            3 => $"if {Inner()} then {Inner()} else {Inner()}",
            4 => $"for i in {Inner()} return {Inner()}",
            5 => $"for i in {Inner()}, j in 1..n return {Inner()}",
            6 => $"{(_random.Next(2) == 0 ? "some" : "every")} i in {Inner()} satisfies {Inner()}",
            7 => $"[{string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(_ => Inner()))}]",
            8 => $"{{{string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(i => $"{(char)('a' + i)}: {Inner()}"))}}}",
            9 => $"({Inner()})[{Inner()}]",
            10 => $"{{f: function(a, b) {Inner()}, r: f({Inner()}, {Inner()})}}.r",
            11 => $"{Inner()} between {Inner()} and {Inner()}",
            12 => $"not({Inner()})",
            13 => $"-{Inner()}",
            14 => $"{(_random.Next(2) == 0 ? '[' : '(')}{Inner()}..{Inner()}{(_random.Next(2) == 0 ? ']' : ')')}",
            _ => $"{One(Functions)}({string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(_ => Inner()))})",
        };
    }

    string Mutated(string text)
    {
        var mutated = new StringBuilder(text);
        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            var (at, length) = (_random.Next(mutated.Length + 1), _random.Next(1, 9));
            switch (_random.Next(7))
            {
                case 0:
                    mutated.Insert(at, One(Pieces));
                    break;
                case 1:
                    mutated.Insert(at, One(Leaves));
                    break;
                case 2:
                    mutated.Remove(at, Math.Min(length, mutated.Length - at));
                    break;
                case 3:
                    mutated.Insert(at, mutated.ToString(at, Math.Min(length, mutated.Length - at)));
                    break;
                case 4 when texts.Count > 0:
                    mutated.Insert(at, texts[_random.Next(texts.Count)]);
                    break;
                case 5:
                    mutated.Insert(0, '(').Append(')').Append(One(Operators)).Append(One(Leaves));
                    break;
                default:
                    mutated.Insert(at, (char)_random.Next(0x3000));
                    break;
            }
        }

        return mutated.ToString();
    }
}
