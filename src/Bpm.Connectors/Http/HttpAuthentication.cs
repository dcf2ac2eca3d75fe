using System.Text;

namespace Bpm.Connectors;

/// <summary>How a request says who sends it; all of it is text of the model, with secrets by name.</summary>
static class HttpAuthentication
{
    static readonly string[] Ways = ["none", "basic", "bearer", "apiKey", "oauth"];

    public static void Check(SettingsCheck check)
    {
        (string Name, string Example)[] needed = check.OneOf("auth", "none", Ways) switch
        {
            "basic" => [("auth.user", "reporting"), ("auth.password", "{{secrets.REPORTING}}")],
            "bearer" => [("auth.token", "{{secrets.TOKEN}}")],
            "apikey" => [("auth.key", "{{secrets.KEY}}")],
            "oauth" => [("auth.tokenUrl", "https://login.example.com/token"), ("auth.clientId", "bpm"), ("auth.clientSecret", "{{secrets.CLIENT}}")],
            _ => [],
        };
        foreach (var (name, example) in needed) check.RequiredStatic(name, example);
    }

    /// <summary>Name and value of the header; null when the model wants none.</summary>
    public static async Task<KeyValuePair<string, string>?> Header(JobSettings settings, OAuthTokens tokens, CancellationToken ct)
    {
        switch (settings.OneOf("auth", "none", Ways))
        {
            case "basic":
                var pair = $"{settings.RequiredStatic("auth.user", "reporting")}:{settings.RequiredStatic("auth.password", "{{secrets.REPORTING}}")}";
                var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
                settings.Hide(encoded);
                return KeyValuePair.Create("Authorization", "Basic " + encoded);
            case "bearer":
                return KeyValuePair.Create("Authorization", "Bearer " + settings.RequiredStatic("auth.token", "{{secrets.TOKEN}}"));
            case "apikey":
                return KeyValuePair.Create(settings.Static("auth.header") ?? "X-API-Key", settings.RequiredStatic("auth.key", "{{secrets.KEY}}"));
            case "oauth":
                var token = await tokens.Get(settings, ct);
                settings.Hide(token);
                return KeyValuePair.Create("Authorization", "Bearer " + token);
            default:
                return null;
        }
    }
}
