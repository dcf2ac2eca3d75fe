using System.Text;

namespace Bpm.Connectors;

/// <summary>How a request says who sends it; all of it is text of the model, with secrets by name.</summary>
static class HttpAuthentication
{
    /// <summary>Name and value of the header; null when the model wants none.</summary>
    public static async Task<KeyValuePair<string, string>?> Header(JobSettings settings, OAuthTokens tokens, CancellationToken ct)
    {
        switch (settings.OneOf("auth", "none", "none", "basic", "bearer", "apiKey", "oauth"))
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
