using Bpm.Feel.Types;

namespace Bpm.Feel.Syntax;

sealed partial class Parser
{
    static readonly string[][] LongTypeNames =
    [
        ["date", "and", "time"], ["days", "and", "time", "duration"], ["years", "and", "months", "duration"],
    ];

    /// <summary>The whole text as a type.</summary>
    public FeelType ParseWholeType()
    {
        var type = ParseType();
        ExpectEnd();
        return type;
    }

    /// <summary>A type such as <c>number</c>, <c>list&lt;string&gt;</c>, <c>context&lt;a: number&gt;</c> or <c>function&lt;number&gt;-&gt;string</c>.</summary>
    FeelType ParseType()
    {
        Deeper();
        var name = ParseTypeName();
        var type = types.TryGetValue(name, out var defined) ? defined : name switch
        {
            "list" when Accept("<") => FeelType.ListOf(Closed(ParseType())),
            "range" when Accept("<") => FeelType.RangeOf(Closed(ParseType())),
            "context" when Accept("<") => ParseContextType(),
            "function" when Accept("<") => ParseFunctionType(),
            _ => NamedType.Of(name),
        };
        Shallower();
        return type;
    }

    FeelType ParseContextType()
    {
        List<(string, FeelType)> entries = [];
        while (!Current.Is(">"))
        {
            if (entries.Count > 0)
            {
                Expect(",");
            }

            var name = ParseDeclaredName(t => t.Is(":"));
            Expect(":");
            entries.Add((name, ParseType()));
        }

        Expect(">");
        return FeelType.ContextOf([.. entries]);
    }

    FeelType ParseFunctionType()
    {
        List<FeelType> parameters = [];
        while (!Current.Is(">") && !Current.Is("->"))
        {
            if (parameters.Count > 0)
            {
                Expect(",");
            }

            parameters.Add(ParseType());
        }

        Expect(">");
        Expect("->");
        return FeelType.FunctionOf(parameters, ParseType());
    }

    FeelType Closed(FeelType type)
    {
        Expect(">");
        return type;
    }

    string ParseTypeName()
    {
        if (Current.Kind is not (TokenKind.Name or TokenKind.QuotedName))
        {
            throw Unexpected("a type");
        }

        foreach (var words in LongTypeNames)
        {
            if (At + words.Length <= Tokens.Length && words.Select((w, i) => Tokens[At + i].IsWord(w)).All(same => same))
            {
                At += words.Length;
                return string.Join(' ', words);
            }
        }

        var start = At;
        var length = types.Count == 0 ? 0 : LongestType();
        if (length > 0)
        {
            At += length;
            return text[Tokens[start].Start..Tokens[At - 1].End];
        }

        var name = ParseEntryName();
        while (Current.Is(".") && Following.Kind == TokenKind.Name)
        {
            At++;
            name += "." + ParseEntryName();
        }

        return name;
    }

    /// <summary>How many tokens from here on spell a type that the caller defined; its name may have dots and blanks in it.</summary>
    int LongestType()
    {
        var longest = 0;
        for (var length = 1; length <= 12 && At + length < Tokens.Length; length++)
        {
            if (types.ContainsKey(text[Current.Start..Tokens[At + length - 1].End]))
            {
                longest = length;
            }
        }

        return longest;
    }
}
