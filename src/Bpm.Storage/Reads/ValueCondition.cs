using System.Globalization;
using System.Text;
using Bpm.Feel;
using Dapper;

namespace Bpm.Storage;

/// <summary>What the value of a variable has to be. A scope without the variable never fits.</summary>
/// <param name="Type">The FEEL type's name; only values of the same type are less or greater.</param>
/// <param name="Json">The value as it is stored; for a pattern the text with its wildcards.</param>
public sealed record ValueCondition(string Name, ValueOperator Operator, string Type, string Json)
{
    public static ValueCondition Of(string name, ValueOperator wanted, FeelValue value) => new(
        name, wanted, value.TypeName, Encoding.UTF8.GetString(StoredJson.Write(value, static (w, v) => FeelJson.Write(w, v, tagged: true))));
}

public enum ValueOperator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Like, NotLike }

/// <summary>Conditions on variables as SQL. Names and values are parameters; the scope is a column that the caller's statement has.</summary>
static class ValueConditions
{
    /// <param name="prefix">Tells the parameters of several lists apart.</param>
    public static string Of(IReadOnlyList<ValueCondition> conditions, string scope, string prefix) =>
        string.Join("\n  AND ", Each(conditions, scope, prefix));

    /// <summary>Each condition for itself.</summary>
    public static IEnumerable<string> Each(IReadOnlyList<ValueCondition> conditions, string scope, string prefix) =>
        conditions.Select((condition, i) =>
            new StringBuilder("EXISTS (SELECT 1 FROM variable v WHERE v.scope_key = ").Append(scope)
                .Append(" AND v.name = @").Append(Parameter(prefix, i, "Name")).Append(" AND ").Append(Compared(condition, prefix, i)).Append(')').ToString());

    public static void Add(DynamicParameters parameters, IReadOnlyList<ValueCondition> conditions, string prefix)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            var condition = conditions[i];
            parameters.Add(Parameter(prefix, i, "Name"), condition.Name);
            if (Number(condition) is { } number) parameters.Add(Parameter(prefix, i, "Value"), number);
            else parameters.Add(Parameter(prefix, i, "Value"), condition.Json);
            if (NeedsType(condition)) parameters.Add(Parameter(prefix, i, "Type"), condition.Type);
        }
    }

    // The cast stands in a CASE, because a value of another type could not be cast and would end the query.
    static string Compared(ValueCondition c, string prefix, int i)
    {
        var (value, type) = ("@" + Parameter(prefix, i, "Value"), "@" + Parameter(prefix, i, "Type"));
        return c.Operator switch
        {
            ValueOperator.Equal => "v.value_json = " + value,
            ValueOperator.NotEqual => "v.value_json <> " + value,
            ValueOperator.Like => $"v.type = {type} AND v.value_json LIKE {value}",
            ValueOperator.NotLike => $"v.type = {type} AND v.value_json NOT LIKE {value}",
            _ when Number(c) is not null => $"CASE WHEN v.type = {type} THEN CAST(v.value_json AS FLOAT) END {Symbol(c.Operator)} {value}",
            _ => $"v.type = {type} AND v.value_json {Symbol(c.Operator)} {value}",
        };
    }

    static string Symbol(ValueOperator wanted) => wanted switch
    {
        ValueOperator.Less => "<",
        ValueOperator.LessOrEqual => "<=",
        ValueOperator.Greater => ">",
        _ => ">=",
    };

    static bool IsOrder(ValueCondition c) => c.Operator is ValueOperator.Less or ValueOperator.LessOrEqual or ValueOperator.Greater or ValueOperator.GreaterOrEqual;

    static bool NeedsType(ValueCondition c) => c.Operator is not (ValueOperator.Equal or ValueOperator.NotEqual);

    static double? Number(ValueCondition c) =>
        IsOrder(c) && c.Type == FeelNumber.Of(0).TypeName && double.TryParse(c.Json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string Parameter(string prefix, int index, string what) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}{what}");
}
