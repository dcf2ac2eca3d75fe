namespace Bpm.Connectors;

/// <summary>What operators set for the connectors. The host fills it from <c>Bpm:Secrets</c> and <c>Bpm:Connectors</c>.</summary>
public sealed class ConnectorOptions
{
    /// <summary>Texts that a model names as <c>{{secrets.NAME}}</c> and never holds.</summary>
    public Dictionary<string, string> Secrets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Connectors that are switched off: their jobs are left to external workers.</summary>
    public HashSet<string> Off { get; } = new(StringComparer.Ordinal);

    public HttpOptions Http { get; set; } = new();

    /// <summary>The mail server; null means that there is none.</summary>
    public MailOptions? Mail { get; set; }

    /// <summary>Databases by the name that a model calls them by.</summary>
    public Dictionary<string, SqlOptions> Sql { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Language models by the name that a process calls them by.</summary>
    public Dictionary<string, LlmOptions> Llm { get; } = new(StringComparer.OrdinalIgnoreCase);
}

public sealed record HttpOptions
{
    /// <summary>
    /// <c>api.example.com</c>, <c>api.example.com:8443</c>, <c>*.example.com</c>, addresses and ranges such as <c>10.1.0.0/16</c>.
    /// Empty means every host with a public address.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public int MaxResponseBytes { get; init; } = 10 * 1024 * 1024;
}

public sealed record MailOptions(string Host, int Port, string From)
{
    public string? UserName { get; init; }
    public string? Password { get; init; }

    /// <summary>Whether the connection must turn to TLS (STARTTLS) before anything is said.</summary>
    public bool UsesTls { get; init; } = true;
}

public sealed record SqlOptions(SqlProvider Provider, string ConnectionString)
{
    public bool IsReadOnly { get; init; }
    public int MaxRows { get; init; } = 1000;
}

public enum SqlProvider { Sqlite, SqlServer }

/// <param name="Url">Root of an OpenAI-compatible endpoint, such as <c>https://api.openai.com/v1</c>.</param>
/// <param name="Model">The model's name there.</param>
public sealed record LlmOptions(Uri Url, string Model)
{
    public string? ApiKey { get; init; }
}
