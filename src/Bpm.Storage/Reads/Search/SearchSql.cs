using System.Text;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Writes the conditions and the order of one search. Columns come from fields, which are constants; everything that a
/// caller brings is a parameter.
/// </summary>
sealed class SearchSql(string? always)
{
    readonly StringBuilder _where = always is null ? new() : new("\nWHERE " + always);
    int _count;

    public DynamicParameters Parameters { get; } = new();

    public string Where => _where.ToString();

    public void Add(SearchCondition condition) => And(condition.Field.Within is null ? Plain(condition) : Elsewhere(condition));

    /// <summary>Only rows behind the one that has these values in this order.</summary>
    public void AddBehind(IReadOnlyList<SearchOrder> order, IReadOnlyList<object> values)
    {
        var names = values.Select(Parameter).ToList();
        var behind = order.Select((o, i) =>
            string.Concat(order.Take(i).Select((same, j) => same.Field.OrderSql + " = " + names[j] + " AND "))
            + o.Field.OrderSql + (o.Descending ? " < " : " > ") + names[i]);
        And("(" + string.Join(" OR ", behind.Select(b => "(" + b + ")")) + ")");
    }

    public static string OrderBy(IReadOnlyList<SearchOrder> order) =>
        "\nORDER BY " + string.Join(", ", order.Select(o => o.Field.OrderSql + (o.Descending ? " DESC" : ""))) + " ";

    void And(string condition) => _where.Append(_where.Length == 0 ? "\nWHERE " : "\n  AND ").Append(condition);

    string Plain(SearchCondition c)
    {
        var field = c.Field;
        return c.Operator switch
        {
            SearchOperator.Equal when field.Range is { } range => $"({range} >= {Parameter(c.Value)} AND {range} <= {Parameter(KeyRange.LastOf((long)c.Value))})",
            SearchOperator.Exists => field.Sql + (c.Value is true ? " IS NOT NULL" : " IS NULL"),
            // What has no value is not equal to one either.
            SearchOperator.NotEqual or SearchOperator.NotIn when field.IsOptional => $"({Compared(c)} OR {field.Sql} IS NULL)",
            _ => Compared(c),
        };
    }

    /// <summary>Of many, one is: so "not" means that none is.</summary>
    string Elsewhere(SearchCondition c)
    {
        var positive = c.Operator switch
        {
            SearchOperator.NotEqual => c with { Operator = SearchOperator.Equal },
            SearchOperator.NotIn => c with { Operator = SearchOperator.In },
            _ => c,
        };
        var isNegated = positive != c || c is { Operator: SearchOperator.Exists, Value: false };
        var name = c.Name is null ? "" : "v.name = " + Parameter(c.Name) + " AND ";
        return (isNegated ? "NOT " : "") + "EXISTS (SELECT 1 " + c.Field.Within + name + (c.Operator == SearchOperator.Exists ? "1 = 1" : Compared(positive)) + ")";
    }

    string Compared(SearchCondition c) => c.Field.Sql + c.Operator switch
    {
        SearchOperator.Equal => " = " + Parameter(c.Value),
        SearchOperator.NotEqual => " <> " + Parameter(c.Value),
        SearchOperator.In => " IN " + Parameter(c.Value),
        SearchOperator.NotIn => " NOT IN " + Parameter(c.Value),
        SearchOperator.Like => " LIKE " + Parameter(Pattern((string)c.Value)) + @" ESCAPE '\'",
        SearchOperator.Greater => " > " + Parameter(c.Value),
        SearchOperator.GreaterOrEqual => " >= " + Parameter(c.Value),
        SearchOperator.Less => " < " + Parameter(c.Value),
        SearchOperator.LessOrEqual => " <= " + Parameter(c.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    string Parameter(object value)
    {
        // The items of a list get numbers behind the name: what ends in a digit could become the name of another.
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p{_count++}_");
        Parameters.Add(name, value switch
        {
            DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
            IEnumerable<DateTimeOffset> instants => instants.Select(i => i.ToUnixTimeMilliseconds()).ToArray(),
            bool flag => flag ? 1 : 0,
            _ => value,
        });
        return "@" + name;
    }

    /// <summary><c>*</c> is any text and <c>?</c> any character, unless <c>\</c> stands before.</summary>
    static string Pattern(string text)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ('*' or '?' or '\\');
            if (isEscape) i++;
            else if (text[i] is '*' or '?')
            {
                pattern.Append(text[i] == '*' ? '%' : '_');
                continue;
            }
            if (text[i] is '%' or '_' or '[' or '\\') pattern.Append('\\');
            pattern.Append(text[i]);
        }
        return pattern.ToString();
    }
}
