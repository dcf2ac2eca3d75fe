using System.Text.RegularExpressions;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// The address of a request. The model's <c>url</c> may hold <c>{name}</c> for an input mapping: its value is escaped, so that it stays
/// within its part of the path. An input mapping may also give the whole <c>url</c>; then the model's secrets go only to a host
/// that operators have listed.
/// </summary>
static partial class HttpTarget
{
    public static Uri Read(JobSettings settings)
    {
        var text = settings.Static("url") is { } template ? Fill(template, settings) : settings.Required("url", "https://api.example.com/customers/{id}");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            throw new SettingException($"Expected the setting 'url' to be an http or https address without a user in it, but it is '{text}'.");
        var query = string.Join('&', Query(settings).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        var parts = new UriBuilder(uri) { Fragment = "" };
        if (query.Length > 0) parts.Query = parts.Query.Length > 1 ? $"{parts.Query}&{query}" : query;
        return parts.Uri;
    }

    /// <summary>What can be known of the address before there is data.</summary>
    public static void Check(SettingsCheck check)
    {
        if (check.Text("url") is not { } url || url is ['=', ..]) return;
        foreach (var name in Placeholder().Matches(url).Select(m => m.Groups[1].Value).Distinct())
            if (!check.IsMapped(name)) check.Add("url", $"Expected an input mapping to '{name}', which the setting 'url' names, but it is missing.", $"Map data to {name}, or write the address without {{{name}}}.");
        if (!Uri.TryCreate(Placeholder().Replace(url, "x"), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            check.Add("url", $"Expected the setting 'url' to be an http or https address without a user in it, but it is '{url}'.", "Write for example https://api.example.com/customers/{id}.");
    }

    static string Fill(string template, JobSettings settings) => Placeholder().Replace(template, match =>
    {
        var name = match.Groups[1].Value;
        var path = template.IndexOf('/', template.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0);
        if (path < 0 || match.Index < path) throw new SettingException($"Expected '{{{name}}}' in the path or query of the setting 'url', but it stands in the host, which the model must name.");
        var value = settings.Input(name)?.Text ?? throw new SettingException($"Expected an input mapping to '{name}', which the setting 'url' names, but it is missing or null.");
        return value is "." or ".." or "" ? throw new SettingException($"Expected a value for '{name}' in the setting 'url', but it is '{value}', which would change the path.") : Uri.EscapeDataString(value);
    });

    static IEnumerable<KeyValuePair<string, string>> Query(JobSettings settings) => settings.Group("query.").Concat(
        from entry in settings.Values("query").Entries
        from value in entry.Value is FeelList list ? list.Items : [entry.Value]
        where value is not FeelNull
        select KeyValuePair.Create(entry.Key, value.Text));

    // What remains of {{secrets.…}} is never here: it was filled in before.
    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Placeholder();
}
