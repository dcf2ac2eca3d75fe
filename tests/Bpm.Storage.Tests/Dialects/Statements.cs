using System.Reflection;
using System.Text.RegularExpressions;

namespace Bpm.Storage.Tests;

/// <summary>
/// The statements of Storage: its string constants that are whole statements, and its prepared ones. What reads put
/// together from parts is recorded as they run, see <see cref="ReadStatementTests"/>.
/// </summary>
static partial class Statements
{
    const BindingFlags Fields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<(string Name, string Sql)> Shared { get; } =
    [
        .. from type in typeof(Database).Assembly.GetTypes()
           where !type.Name.StartsWith("Sqlite", StringComparison.Ordinal)
           from field in type.GetFields(Fields)
           from found in Of(field).Select((sql, i) => (Sql: sql, Name: i == 0 ? field.Name : $"{field.Name}[{i}]"))
           where Sql().IsMatch(found.Sql) && !Part().IsMatch(found.Sql)
           select ($"{type.Name}.{found.Name}", found.Sql),
    ];

    static IEnumerable<string> Of(FieldInfo field) => field switch
    {
        { IsLiteral: true } when field.FieldType == typeof(string) => [(string)field.GetRawConstantValue()!],
        _ when field.FieldType == typeof(Statement) => [((Statement)field.GetValue(null)!).Sql],
        _ when field.FieldType == typeof(Statement[]) => ((Statement[])field.GetValue(null)!).Select(s => s.Sql),
        _ when field.FieldType == typeof(string) && field.IsInitOnly => [(string?)field.GetValue(null) ?? ""],
        _ => [],
    };

    // A list of columns without its tables, or a list parameter that Dapper expands.
    [GeneratedRegex(@"^\s*SELECT(?!.*\bFROM\b)|\bIN @", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(@"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|DECLARE|IF|CREATE)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();
}
