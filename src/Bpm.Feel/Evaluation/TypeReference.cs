namespace Bpm.Feel.Evaluation;

/// <summary>A type as written behind <c>instance of</c> or on a parameter.</summary>
sealed record TypeReference(string Name, TypeReference[] Arguments, string[] EntryNames)
{
    static readonly Dictionary<string, Func<FeelValue, bool>> Named = new()
    {
        ["Any"] = v => v is not FeelNull,
        ["Null"] = v => v is FeelNull,
        ["number"] = v => v is FeelNumber,
        ["string"] = v => v is FeelString,
        ["boolean"] = v => v is FeelBoolean,
        ["date"] = v => v is FeelDate,
        ["time"] = v => v is FeelTime,
        ["date and time"] = v => v is FeelDateTime,
        ["days and time duration"] = v => v is FeelDayTimeDuration,
        ["years and months duration"] = v => v is FeelYearMonthDuration,
        ["list"] = v => v is FeelList,
        ["context"] = v => v is FeelContext,
        ["range"] = v => v is FeelRange,
        ["function"] = v => v is FeelFunction,
    };

    public static TypeReference Any { get; } = new("Any", [], []);

    public bool IsKnown => Named.ContainsKey(Name) && Arguments.All(a => a.IsKnown);

    /// <summary>Whether the value is of this type; an inner null fits every item, entry and end.</summary>
    public bool Fits(FeelValue value)
    {
        if (!Named.TryGetValue(Name, out var fits) || !fits(value))
        {
            return false;
        }

        return value switch
        {
            FeelList list when Arguments.Length == 1 => list.Array.All(FitsInside),
            FeelRange range when Arguments.Length == 1 => FitsInside(range.Low) && FitsInside(range.High),
            FeelContext context => EntriesFit(context),
            _ => true,
        };
    }

    bool FitsInside(FeelValue item) => item is FeelNull || Arguments[0].Name == "Any" || Arguments[0].Fits(item);

    bool EntriesFit(FeelContext context)
    {
        for (var i = 0; i < EntryNames.Length; i++)
        {
            if (!context.TryGet(EntryNames[i], out var value) || !(value is FeelNull || Arguments[i].Fits(value)))
            {
                return false;
            }
        }

        return true;
    }
}
