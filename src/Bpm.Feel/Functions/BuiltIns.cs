using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel.Functions;

/// <summary>The one table of all built-in functions, by topic.</summary>
static class BuiltIns
{
    static readonly BuiltIn[] All =
    [
        // Conversion
        new("date", Conversion.Date, Signature.Of("from"), Signature.Of("year", "month", "day")),
        new("time", Conversion.Time, Signature.Of("from"), Signature.Of("hour", "minute", "second").Optional("offset")),
        new("date and time", Conversion.DateAndTime, Signature.Of("from"), Signature.Of("date", "time"), Signature.Of("date", "timezone"),
            Signature.Of("year", "month", "day", "hour", "minute", "second").Optional("offset")),
        new("duration", Conversion.Duration, Signature.Of("from")),
        new("years and months duration", Conversion.YearsAndMonths, Signature.Of("from", "to")),
        new("number", Conversion.Number, Signature.Of("from").Optional("grouping separator", "decimal separator")),
        new("string", Conversion.String, Signature.Of("from")),
        new("range", Conversion.Range, Signature.Of("from")),
        new("from json", Conversion.FromJson, Signature.Of("value")),
        new("to json", Conversion.ToJson, Signature.Of("value")),

        // Boolean
        new("not", Logic.Not, Signature.Of("negand")),
        new("is", Logic.Is, Signature.Of("value1", "value2").Omissible()),
        new("is defined", Logic.IsDefined, Signature.Of("value")) { TakesMissing = true },
        new("get or else", Logic.GetOrElse, Signature.Of("value", "default")) { TakesMissing = true },
        new("assert", Logic.Assert, Signature.Of("value", "condition").Optional("cause")),

        // Strings
        new("substring", Strings.Substring, Signature.Of("string", "start position").Optional("length")),
        new("string length", Strings.Length, Signature.Of("string")),
        new("upper case", Strings.UpperCase, Signature.Of("string")),
        new("lower case", Strings.LowerCase, Signature.Of("string")),
        new("substring before", Strings.Before, Signature.Of("string", "match")),
        new("substring after", Strings.After, Signature.Of("string", "match")),
        new("contains", Strings.Contains, Signature.Of("string", "match")),
        new("starts with", Strings.StartsWith, Signature.Of("string", "match")),
        new("ends with", Strings.EndsWith, Signature.Of("string", "match")),
        new("trim", Strings.Trim, Signature.Of("string")),
        new("is blank", Strings.IsBlank, Signature.Of("string")),
        new("string join", Strings.Join, Signature.Of("list").Optional("delimiter"), Signature.Of("list", "delimiter", "prefix", "suffix")),
        new("to base64", Strings.ToBase64, Signature.Of("value")),
        new("from base64", Strings.FromBase64, Signature.Of("value")),
        new("matches", Patterns.Matches, Signature.Of("input", "pattern").Optional("flags")),
        new("replace", Patterns.Replace, Signature.Of("input", "pattern", "replacement").Optional("flags")),
        new("split", Patterns.Split, Signature.Of("string", "delimiter")),
        new("extract", Patterns.Extract, Signature.Of("string", "pattern")),

        // Lists
        new("list contains", Lists.Contains, Signature.Of("list", "element")),
        new("count", Lists.Count, Signature.Of("list")),
        new("is empty", Lists.IsEmpty, Signature.Of("list")),
        new("append", Lists.Append, new Signature(["list", "item"], 1, variadic: true)),
        new("concatenate", Lists.Concatenate, Signature.Variadic("list")),
        new("insert before", Lists.InsertBefore, Signature.Of("list", "position", "newItem")),
        new("remove", Lists.Remove, Signature.Of("list", "position")),
        new("list replace", Lists.Replace, Signature.Of("list", "position", "newItem"), Signature.Of("list", "match", "newItem")),
        new("reverse", Lists.Reverse, Signature.Of("list")),
        new("index of", Lists.IndexOf, Signature.Of("list", "match")),
        new("sublist", Lists.Sublist, Signature.Of("list", "start position").Optional("length")),
        new("union", Sets.Union, Signature.Variadic("list")),
        new("distinct values", Sets.DistinctValues, Signature.Of("list")),
        new("duplicate values", Sets.DuplicateValues, Signature.Of("list")),
        new("flatten", Lists.Flatten, Signature.Of("list")),
        new("partition", Lists.Partition, Signature.Of("list", "size")),
        new("sort", Sorting.Sort, Signature.Of("list").Optional("precedes")),
        new("min", Aggregation.Min, Signature.Variadic("list")),
        new("max", Aggregation.Max, Signature.Variadic("list")),
        new("sum", Aggregation.Sum, Signature.Variadic("list")),
        new("mean", Aggregation.Mean, Signature.Variadic("list")),
        new("product", Aggregation.Product, Signature.Variadic("list")),
        new("median", Aggregation.Median, Signature.Variadic("list")),
        new("stddev", Aggregation.StandardDeviation, Signature.Variadic("list")),
        new("mode", Aggregation.Mode, Signature.Variadic("list")),
        new("all", Aggregation.All, Signature.Variadic("list")),
        new("any", Aggregation.Any, Signature.Variadic("list")),
        new("and", Aggregation.All, Signature.Variadic("list")),
        new("or", Aggregation.Any, Signature.Variadic("list")),

        // Numbers
        new("decimal", Numeric.Decimal, Signature.Of("n", "scale")),
        new("floor", Numeric.Floor, Signature.Of("n").Optional("scale")),
        new("ceiling", Numeric.Ceiling, Signature.Of("n").Optional("scale")),
        new("round up", Numeric.RoundUp, Signature.Of("n").Optional("scale")),
        new("round down", Numeric.RoundDown, Signature.Of("n").Optional("scale")),
        new("round half up", Numeric.RoundHalfUp, Signature.Of("n").Optional("scale")),
        new("round half down", Numeric.RoundHalfDown, Signature.Of("n").Optional("scale")),
        new("abs", Numeric.Abs, Signature.Of("n"), Signature.Of("number")),
        new("modulo", Numeric.Modulo, Signature.Of("dividend", "divisor")),
        new("sqrt", Numeric.SquareRoot, Signature.Of("number")),
        new("log", Numeric.Logarithm, Signature.Of("number")),
        new("exp", Numeric.Exponential, Signature.Of("number")),
        new("odd", Numeric.Odd, Signature.Of("number")),
        new("even", Numeric.Even, Signature.Of("number")),

        // Dates and times
        new("now", Temporal.Now, Signature.Of()),
        new("today", Temporal.Today, Signature.Of()),
        new("day of year", Temporal.DayOfYear, Signature.Of("date")),
        new("day of week", Temporal.DayOfWeek, Signature.Of("date")),
        new("month of year", Temporal.MonthOfYear, Signature.Of("date")),
        new("week of year", Temporal.WeekOfYear, Signature.Of("date")),
        new("last day of month", Temporal.LastDayOfMonth, Signature.Of("date")),

        // Ranges
        new("before", Ranges.Before, Signature.Of("point1", "point2"), Signature.Of("point", "range"), Signature.Of("range", "point"), Signature.Of("range1", "range2")),
        new("after", Ranges.After, Signature.Of("point1", "point2"), Signature.Of("point", "range"), Signature.Of("range", "point"), Signature.Of("range1", "range2")),
        new("meets", Ranges.Meets, Signature.Of("range1", "range2")),
        new("met by", Ranges.MetBy, Signature.Of("range1", "range2")),
        new("overlaps", Ranges.Overlaps, Signature.Of("range1", "range2")),
        new("overlaps before", Ranges.OverlapsBefore, Signature.Of("range1", "range2")),
        new("overlaps after", Ranges.OverlapsAfter, Signature.Of("range1", "range2")),
        new("finishes", Ranges.Finishes, Signature.Of("point", "range"), Signature.Of("range1", "range2")),
        new("finished by", Ranges.FinishedBy, Signature.Of("range", "point"), Signature.Of("range1", "range2")),
        new("includes", Ranges.Includes, Signature.Of("range", "point"), Signature.Of("range1", "range2")),
        new("during", Ranges.During, Signature.Of("point", "range"), Signature.Of("range1", "range2")),
        new("starts", Ranges.Starts, Signature.Of("point", "range"), Signature.Of("range1", "range2")),
        new("started by", Ranges.StartedBy, Signature.Of("range", "point"), Signature.Of("range1", "range2")),
        new("coincides", Ranges.Coincides, Signature.Of("point1", "point2"), Signature.Of("range1", "range2")),

        // Contexts
        new("get value", Contexts.GetValue, Signature.Of("m", "key"), Signature.Of("context", "key"), Signature.Of("context", "keys")),
        new("get entries", Contexts.GetEntries, Signature.Of("m"), Signature.Of("context")),
        new("context", Contexts.FromEntries, Signature.Of("entries")),
        new("context put", Contexts.Put, Signature.Of("context", "key", "value"), Signature.Of("context", "keys", "value")),
        new("context merge", Contexts.Merge, Signature.Variadic("contexts")),
        new("put", Contexts.Put, Signature.Of("context", "key", "value")),
        new("put all", Contexts.Merge, Signature.Variadic("contexts")),
    ];

    static readonly Dictionary<string, BuiltIn> ByName = All.ToDictionary(f => f.Name);

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool TryGet(string name, [MaybeNullWhen(false)] out BuiltIn function) => ByName.TryGetValue(name, out function);
}
