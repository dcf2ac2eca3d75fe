using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Bpm.Web.Tests.Injection;

/// <summary>Everything that a database holds, column by column, as text.</summary>
static class StoredText
{
    /// <summary>The values of all tables that have the text in them, each as <c>table.column: value</c>.</summary>
    public static async Task<IReadOnlyList<string>> With(string text, string folder)
    {
        List<string> found = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.db", SearchOption.AllDirectories))
        {
            await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
            await connection.OpenAsync();
            foreach (var table in await Tables(connection)) await Search(connection, table, text, found);
        }
        return found;
    }

    static async Task<IReadOnlyList<string>> Tables(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> tables = [];
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        return tables.Count > 0 ? tables : throw new InvalidOperationException("Expected tables, but there is none.");
    }

    static async Task Search(SqliteConnection connection, string table, string text, List<string> found)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var value = reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!;
                if (value.Contains(text, StringComparison.Ordinal)) found.Add($"{table}.{reader.GetName(i)}: {value}");
            }
        }
    }
}
