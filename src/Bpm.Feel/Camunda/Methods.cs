using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Camunda;

/// <summary>A method by name and number of arguments. It answers null for a receiver or arguments it is not made for.</summary>
sealed record Method(string Name, int Arguments, Func<FeelValue, FeelValue[], FeelValue?> Compute);

/// <summary>The methods of strings, lists, contexts and dates that <c>${…}</c> expressions may call: a table, not reflection.</summary>
static class Methods
{
    static readonly Method[] All =
    [
        new("length", 0, (x, _) => x is FeelString s ? FeelNumber.Of(s.Value.Length) : null),
        new("size", 0, (x, _) => Size(x)),
        new("isEmpty", 0, (x, _) => Size(x) is { Value: var size } ? FeelBoolean.Of(size == 0) : null),
        new("contains", 1, (x, a) => Contains(x, a[0])),
        new("indexOf", 1, (x, a) => IndexOf(x, a[0])),
        new("containsValue", 1, (x, a) => x is FeelContext c ? FeelBoolean.Of(c.Values.Any(v => Loose.AreEqual(v, a[0]))) : null),
        new("keySet", 0, (x, _) => x is FeelContext c ? new FeelList(c.Keys.Select(k => new FeelString(k))) : null),
        new("values", 0, (x, _) => x is FeelContext c ? new FeelList(c.Values) : null),
        new("containsKey", 1, (x, a) => x is FeelContext c ? FeelBoolean.Of(c.TryGet(Loose.ToText(a[0]), out _)) : null),
        new("get", 1, Get),
        new("equals", 1, (x, a) => FeelBoolean.Of(Loose.AreEqual(x, a[0]))),
        new("equalsIgnoreCase", 1, OfText((s, a) => FeelBoolean.Of(s.Equals(Loose.ToText(a[0]), StringComparison.OrdinalIgnoreCase)))),
        new("startsWith", 1, OfText((s, a) => FeelBoolean.Of(s.StartsWith(Loose.ToText(a[0]), StringComparison.Ordinal)))),
        new("endsWith", 1, OfText((s, a) => FeelBoolean.Of(s.EndsWith(Loose.ToText(a[0]), StringComparison.Ordinal)))),
        new("toUpperCase", 0, OfText((s, _) => new FeelString(s.ToUpperInvariant()))),
        new("toLowerCase", 0, OfText((s, _) => new FeelString(s.ToLowerInvariant()))),
        new("trim", 0, OfText((s, _) => new FeelString(s.Trim()))),
        new("substring", 1, OfText((s, a) => Substring(s, a[0], null))),
        new("substring", 2, OfText((s, a) => Substring(s, a[0], a[1]))),
        new("replace", 2, OfText((s, a) => Replace(s, Loose.ToText(a[0]), Loose.ToText(a[1])))),
        new("split", 1, OfText((s, a) => Split(s, Loose.ToText(a[0])))),
        new("lastIndexOf", 1, OfText((s, a) => FeelNumber.Of(s.LastIndexOf(Loose.ToText(a[0]), StringComparison.Ordinal)))),
        new("charAt", 1, OfText((s, a) => Loose.ToPlace(a[0], s.Length - 1) is { } at ? new FeelString(s[at].ToString()) : null)),
        new("isBlank", 0, OfText((s, _) => FeelBoolean.Of(string.IsNullOrWhiteSpace(s)))),
        new("concat", 1, OfText((s, a) => new FeelString(s + Loose.ToText(a[0])))),
        new("toString", 0, (x, _) => new FeelString(Loose.ToText(x))),
        new("toDate", 0, (x, _) => x is FeelDate or FeelDateTime ? x : null),
        .. Moves("Years", 12, null),
        .. Moves("Months", 1, null),
        .. Moves("Weeks", 0, TimeSpan.FromDays(7)),
        .. Moves("Days", 0, TimeSpan.FromDays(1)),
        .. Moves("Hours", 0, TimeSpan.FromHours(1)),
        .. Moves("Minutes", 0, TimeSpan.FromMinutes(1)),
        .. Moves("Seconds", 0, TimeSpan.FromSeconds(1)),
    ];

    static readonly Dictionary<(string, int), Method> ByName = All.ToDictionary(m => (m.Name, m.Arguments));

    public static string Names { get; } = string.Join(", ", All.Select(m => m.Name).Distinct());

    public static Method? Find(string name, int arguments) => ByName.GetValueOrDefault((name, arguments));

    static Func<FeelValue, FeelValue[], FeelValue?> OfText(Func<string, FeelValue[], FeelValue?> compute) =>
        (x, a) => x is FeelString s ? compute(s.Value, a) : null;

    /// <summary><c>plusDays(3)</c> and <c>minusDays(3)</c> of dates and times.</summary>
    static Method[] Moves(string unit, int months, TimeSpan? span) =>
    [
        new("plus" + unit, 1, (x, a) => Move(x, a[0], months, span, 1)),
        new("minus" + unit, 1, (x, a) => Move(x, a[0], months, span, -1)),
    ];

    static FeelValue? Move(FeelValue at, FeelValue count, int months, TimeSpan? span, int sign)
    {
        if (at is not (FeelDate or FeelDateTime or FeelTime) || Loose.ToNumber(count) is not { } n)
        {
            return null;
        }

        FeelValue unit = span is { } s ? new FeelDayTimeDuration(s) : new FeelYearMonthDuration(months);
        return TemporalArithmetic.Apply(ArithmeticOperator.Multiply, unit, sign < 0 ? Numbers.Negate(n) : n) is { } distance
            ? TemporalArithmetic.Apply(ArithmeticOperator.Add, at, distance)
            : null;
    }

    static FeelNumber? IndexOf(FeelValue value, FeelValue wanted) => value switch
    {
        FeelString s => FeelNumber.Of(s.Value.IndexOf(Loose.ToText(wanted), StringComparison.Ordinal)),
        FeelList list => FeelNumber.Of(Array.FindIndex(list.Array, i => Loose.AreEqual(i, wanted))),
        _ => null,
    };

    /// <summary>All places of a text, not of a pattern. Null where the result would be longer than a text that can be kept.</summary>
    static FeelString? Replace(string text, string old, string by)
    {
        var most = old.Length == 0 ? long.MaxValue : (text.Length / old.Length * (long)by.Length) + text.Length;
        return most <= FeelJson.MaxLength / 4 ? new FeelString(text.Replace(old, by, StringComparison.Ordinal)) : null;
    }

    /// <summary>Between all places of a text, not of a pattern. As in Java, empty texts at the end are left out.</summary>
    static FeelList? Split(string text, string delimiter)
    {
        if (delimiter.Length == 0)
        {
            return null;
        }

        var parts = text.Split(delimiter);
        var kept = Array.FindLastIndex(parts, p => p.Length > 0) + 1;
        return new FeelList(parts.Take(Math.Max(kept, 1)).Select(p => new FeelString(p)));
    }

    static FeelNumber? Size(FeelValue value) => value switch
    {
        FeelString s => FeelNumber.Of(s.Value.Length),
        FeelList list => FeelNumber.Of(list.Count),
        FeelContext context => FeelNumber.Of(context.Count),
        _ => null,
    };

    static FeelBoolean? Contains(FeelValue value, FeelValue part) => value switch
    {
        FeelString s => FeelBoolean.Of(s.Value.Contains(Loose.ToText(part), StringComparison.Ordinal)),
        FeelList list => FeelBoolean.Of(list.Items.Any(i => Loose.AreEqual(i, part))),
        _ => null,
    };

    static FeelValue? Get(FeelValue value, FeelValue[] arguments) => value switch
    {
        FeelContext context => context.TryGet(Loose.ToText(arguments[0]), out var entry) ? entry : FeelNull.Instance,
        FeelList list when Loose.ToPlace(arguments[0], list.Count - 1) is { } at => list.Items[at],
        _ => null,
    };

    static FeelString? Substring(string text, FeelValue from, FeelValue? to)
    {
        var end = to is null ? text.Length : Loose.ToPlace(to, text.Length);
        return end is { } e && Loose.ToPlace(from, e) is { } start ? new FeelString(text[start..e]) : null;
    }
}
