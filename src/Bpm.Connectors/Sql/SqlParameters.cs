using System.Text.RegularExpressions;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>The input <c>parameters</c>, each bound by its name to a value of its own: no text of data becomes part of a statement.</summary>
static partial class SqlParameters
{
    const string Key = "idempotencyKey";

    public static IReadOnlyList<KeyValuePair<string, object>> Read(JobSettings settings)
    {
        List<KeyValuePair<string, object>> parameters = [KeyValuePair.Create(Key, (object)settings.Job.IdempotencyKey)];
        foreach (var (name, value) in settings.Values("parameters").Entries)
        {
            if (!Name().IsMatch(name) || name.Equals(Key, StringComparison.OrdinalIgnoreCase))
                throw new SettingException($"Expected names of letters, digits and _ in the input 'parameters', other than {Key}, but got '{name}'.");
            parameters.Add(KeyValuePair.Create(name, Bound(value)));
        }
        return parameters;
    }

    static object Bound(FeelValue value) => value switch
    {
        FeelNull => DBNull.Value,
        FeelBoolean boolean => boolean.Value,
        FeelNumber number when number.IsDecimal && decimal.IsInteger(number.Value) && number.Value is >= long.MinValue and <= long.MaxValue => (long)number.Value,
        FeelNumber { IsDecimal: true } number => number.Value,
        FeelList or FeelContext => FeelJson.ToJson(value),
        // Dates and durations in ISO form, which both databases read and compare.
        _ => value.Text,
    };

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
