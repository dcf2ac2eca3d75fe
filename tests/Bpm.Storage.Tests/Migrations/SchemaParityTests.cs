using System.Text.RegularExpressions;

namespace Bpm.Storage.Tests;

public sealed partial class SchemaParityTests
{
    static readonly Dialect Sqlite = new SqliteDialect("Data Source=unused.db");

    static readonly Dialect SqlServer = new SqlServerDialect("Server=unused");

    [Fact]
    public void Both_databases_have_the_same_migrations() =>
        Assert.Equal(Migration.Of(Sqlite).Select(m => m.Name), Migration.Of(SqlServer).Select(m => m.Name));

    [Fact]
    public void Both_databases_have_the_same_tables_and_columns()
    {
        var tables = Tables(Sqlite);

        Assert.True(tables.Length > 15);
        Assert.Equal(tables, Tables(SqlServer));
    }

    [Fact]
    public void Both_databases_have_the_same_indexes() => Assert.Equal(Indexes(Sqlite), Indexes(SqlServer));

    /// <summary>Table, column, kind of type, and whether it may be null.</summary>
    static string[] Tables(Dialect dialect) =>
    [
        .. from table in Table().Matches(Script(dialect))
           from line in table.Groups["body"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           where char.IsLower(line[0])
           let column = Column().Match(line)
           select $"{table.Groups["name"]}.{column.Groups["name"]} {Kind(column.Groups["type"].Value)} {(line.Contains("NOT NULL", StringComparison.Ordinal) || line.Contains("PRIMARY KEY", StringComparison.Ordinal) ? "required" : "optional")}",
    ];

    static string[] Indexes(Dialect dialect) => [.. Index().Matches(Script(dialect)).Select(m => m.Value)];

    static string Script(Dialect dialect) => string.Join('\n', Migration.Of(dialect).Select(m => m.Sql)).Replace("\r", "", StringComparison.Ordinal);

    static string Kind(string type) => type.ToUpperInvariant() switch
    {
        "TEXT" or "NVARCHAR" => "text",
        "BIGINT" or "INTEGER" => "bigint",
        "INT" => "int",
        "BLOB" or "VARBINARY" => "bytes",
        var other => other,
    };

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+) \((?<body>.*?)\n\)", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^(?<name>\w+)\s+(?<type>\w+)")]
    private static partial Regex Column();

    [GeneratedRegex(@"CREATE (UNIQUE )?INDEX [^;]+;")]
    private static partial Regex Index();
}
