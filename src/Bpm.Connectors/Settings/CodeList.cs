namespace Bpm.Connectors;

/// <summary>Codes and what they become: <c>404=NOT_FOUND, 4xx=REFUSED</c>. The first that fits counts; an <c>x</c> is any digit.</summary>
sealed class CodeList(IReadOnlyList<(string Pattern, string Value)> entries)
{
    /// <summary>Codes without a meaning of their own, such as <c>408, 5xx</c>.</summary>
    public static CodeList Of(string codes) => new([.. Split(codes).Select(c => (c, c))]);

    public static CodeList Of(JobSettings settings, string name)
    {
        List<(string, string)> entries = [];
        foreach (var entry in Split(settings.Static(name) ?? ""))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
                throw new SettingException($"Expected the setting '{name}' to be codes and BPMN errors such as 404=NOT_FOUND, 4xx=REFUSED, but found '{entry}'.");
            entries.Add((parts[0], parts[1]));
        }
        return new CodeList(entries);
    }

    public string? Find(string code)
    {
        foreach (var (pattern, value) in entries)
            if (Fits(pattern, code)) return value;
        return null;
    }

    static bool Fits(string pattern, string code) =>
        string.Equals(pattern, code, StringComparison.OrdinalIgnoreCase)
        || (pattern.Length == code.Length && char.IsAsciiDigit(pattern[0])
            && pattern.Zip(code).All(p => p.First == p.Second || (p.First is 'x' or 'X' && char.IsAsciiDigit(p.Second))));

    static string[] Split(string text) => text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
