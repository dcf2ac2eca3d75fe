namespace Bpm.Feel.Types;

/// <summary>A type without parts, or one written without them, such as <c>list</c>.</summary>
sealed class NamedType : FeelType
{
    static readonly Dictionary<string, NamedType> ByName = new NamedType[]
    {
        new("Any", v => v is not FeelNull),
        new("Null", v => v is FeelNull),
        new("number", v => v is FeelNumber),
        new("string", v => v is FeelString),
        new("boolean", v => v is FeelBoolean),
        new("date", v => v is FeelDate),
        new("time", v => v is FeelTime),
        new("date and time", v => v is FeelDateTime),
        new("days and time duration", v => v is FeelDayTimeDuration),
        new("years and months duration", v => v is FeelYearMonthDuration),
        new("list", v => v is FeelList),
        new("context", v => v is FeelContext),
        new("range", v => v is FeelRange),
        new("function", v => v is FeelFunction),
    }.ToDictionary(t => t.Name);

    // The names that DMN's XML also allows for the same types (typeRef; DMN 1.1 and vendors wrote them so).
    static readonly Dictionary<string, string> OtherNames = new()
    {
        ["dateTime"] = "date and time",
        ["dayTimeDuration"] = "days and time duration",
        ["yearMonthDuration"] = "years and months duration",
    };

    readonly Func<FeelValue, bool>? _fits;

    NamedType(string name, Func<FeelValue, bool>? fits)
        : base(name) => _fits = fits;

    public static new NamedType Any { get; } = ByName["Any"];

    public override bool IsKnown => _fits is not null;

    /// <summary>The type of this name; one that fits nothing when there is none.</summary>
    public static NamedType Of(string name) =>
        ByName.GetValueOrDefault(OtherNames.GetValueOrDefault(name, name)) ?? new NamedType(name, null);

    public override bool Fits(FeelValue value) => _fits is not null && _fits(value);

    public override FeelValue? Coerce(FeelValue value) => (Name, value) switch
    {
        ("list", not (FeelList or FeelNull)) => new FeelList((FeelValue[])[value]),
        ("date and time", FeelDate date) => date.AtMidnight(utc: true),
        _ => base.Coerce(value),
    };

    internal override bool ConformsTo(FeelType other) => base.ConformsTo(other) || Name == "Null";
}
