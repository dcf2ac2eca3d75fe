using System.Data.Common;
using System.Globalization;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>What a statement gave: <c>{rows, changed}</c>, the rows of its first result as contexts.</summary>
static class SqlRows
{
    public static async Task<FeelContext> Read(DbCommand command, int most, CancellationToken ct)
    {
        try
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            List<FeelValue> rows = [];
            var names = Names(reader);
            while (await reader.ReadAsync(ct))
            {
                if (rows.Count == most) throw new SettingException($"Expected at most {most} rows, but there are more. Ask for fewer, or raise 'maxRows' up to what the configuration allows.");
                rows.Add(new FeelContext(names.Select((name, i) => KeyValuePair.Create(name, Value(reader.GetValue(i))))));
            }
            // Statements behind the first run as they are passed; one that fails does so here.
            while (await reader.NextResultAsync(ct)) { }
            return FeelContext.Of(("rows", new FeelList(rows)), ("changed", FeelNumber.Of(Math.Max(0, reader.RecordsAffected))));
        }
        // SQLite misses a parameter before it runs anything.
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            throw new SettingException($"Expected a value for each parameter of the statement in the input 'parameters', but {e.Message}");
        }
    }

    static string[] Names(DbDataReader reader)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names
            : throw new SettingException($"Expected columns with different names, but got {string.Join(", ", names)}. Give them other names with 'as'.");
    }

    static FeelValue Value(object value) => value switch
    {
        DBNull => FeelNull.Instance,
        string text => new FeelString(text),
        bool flag => FeelBoolean.Of(flag),
        long or int or short or byte => FeelNumber.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        decimal number => FeelNumber.Of(number),
        double or float => FeelNumber.TryParse(Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture), out var number) ? number : FeelNull.Instance,
        DateTimeOffset instant => FeelDateTime.Of(instant),
        DateTime local => FeelDateTime.TryParse(local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), out var moment) ? moment : FeelNull.Instance,
        byte[] bytes => new FeelString(Convert.ToBase64String(bytes)),
        _ => new FeelString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
