using System.Text;

namespace Bpm.Storage;

/// <summary>
/// Joins the conditions that a question really has. A condition left out lets the index for the others be used,
/// which <c>@x IS NULL OR …</c> would not. The texts are constants; values are always parameters.
/// </summary>
static class Filter
{
    public static string Where(params ReadOnlySpan<(bool Applies, string Condition)> conditions) => Where(Those(conditions));

    public static string Where(IEnumerable<string> conditions)
    {
        var sql = new StringBuilder();
        foreach (var condition in conditions) sql.Append(sql.Length == 0 ? "\nWHERE " : "\n  AND ").Append(condition);
        return sql.ToString();
    }

    public static List<string> Those(params ReadOnlySpan<(bool Applies, string Condition)> conditions)
    {
        List<string> those = [];
        foreach (var (applies, condition) in conditions)
            if (applies) those.Add(condition);
        return those;
    }

    /// <summary>The text as a LIKE pattern that finds it anywhere; escape character <c>\</c>.</summary>
    public static string? Anywhere(string? text) => string.IsNullOrWhiteSpace(text) ? null : "%" + Escape(text.Trim()) + "%";

    static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
