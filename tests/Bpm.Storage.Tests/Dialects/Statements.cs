using System.Reflection;
using System.Text.RegularExpressions;

namespace Bpm.Storage.Tests;

/// <summary>Every statement that Storage runs: its string constants that are SQL, and its prepared statements.</summary>
static partial class Statements
{
    const BindingFlags Fields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<(string Name, string Sql)> Shared { get; } =
    [
        .. from type in typeof(Database).Assembly.GetTypes()
           where !type.Name.StartsWith("Sqlite", StringComparison.Ordinal)
           from field in type.GetFields(Fields)
           let sql = field switch
           {
               { IsLiteral: true } when field.FieldType == typeof(string) => (string)field.GetRawConstantValue()!,
               _ when field.FieldType == typeof(Statement) => ((Statement)field.GetValue(null)!).Sql,
               _ when field.FieldType == typeof(string) && field.IsInitOnly => (string?)field.GetValue(null) ?? "",
               _ => "",
           }
           where Sql().IsMatch(sql)
           select ($"{type.Name}.{field.Name}", sql),
    ];

    [GeneratedRegex(@"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|DECLARE|IF|CREATE)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();
}
