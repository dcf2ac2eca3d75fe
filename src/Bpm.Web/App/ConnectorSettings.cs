using System.Data.Common;
using System.Globalization;
using System.Net;
using Bpm.Connectors;

namespace Bpm.Web.App;

/// <summary>Reads <c>Bpm:Secrets</c> and <c>Bpm:Connectors</c>. A setting that is wrong or unknown is one clear line; none of them tells a secret.</summary>
static class ConnectorSettings
{
    static readonly string[] Types = ["ledger", "archive", "http", "mail", "sql", "script", "llm", "send-message", "start-process"];

    public static void Read(IConfigurationSection bpm, ConnectorOptions options, List<string> problems)
    {
        foreach (var secret in bpm.GetSection("Secrets").GetChildren()) options.Secrets[secret.Key] = secret.Value ?? "";

        var section = bpm.GetSection("Connectors");
        Know(section, ["Off", "Http", "Mail", "Sql", "Llm"], problems);
        foreach (var type in Items(section.GetSection("Off")))
        {
            if (!Types.Contains(type)) problems.Add($"{section.Path}:Off: expected some of {string.Join(", ", Types)}, but got '{type}'.");
            options.Off.Add(type);
        }
        options.Http = Http(section.GetSection("Http"), problems);
        if (section.GetSection("Mail") is var mail && mail.Exists()) options.Mail = Mail(mail, problems);
        foreach (var database in section.GetSection("Sql").GetChildren())
            if (Sql(database, problems) is { } sql) options.Sql[database.Key] = sql;
        foreach (var model in section.GetSection("Llm").GetChildren())
            if (Llm(model, problems) is { } llm) options.Llm[model.Key] = llm;
    }

    static HttpOptions Http(IConfigurationSection section, List<string> problems)
    {
        Know(section, ["AllowedHosts", "MaxResponseBytes"], problems);
        var hosts = Items(section.GetSection("AllowedHosts")).ToList();
        foreach (var host in hosts.Where(h => !IsHost(h)))
            problems.Add($"{section.Path}:AllowedHosts: expected hosts such as api.example.com, *.example.com, localhost:8080 or 10.1.0.0/16, but got '{host}'.");
        var most = new HttpOptions().MaxResponseBytes;
        return new HttpOptions { AllowedHosts = hosts, MaxResponseBytes = Number(section, "MaxResponseBytes", most, 1024, 256 * 1024 * 1024, problems) };
    }

    static MailOptions Mail(IConfigurationSection section, List<string> problems)
    {
        Know(section, ["Host", "Port", "From", "UserName", "Password", "Tls"], problems);
        var from = Needed(section, "From", "the address that mails come from", problems);
        if (from.Length > 0 && !System.Net.Mail.MailAddress.TryCreate(from, out _)) problems.Add($"{section.Path}:From: expected an address such as bpm@example.com, but got '{from}'.");
        return new MailOptions(Needed(section, "Host", "the mail server's name", problems), Number(section, "Port", 587, 1, 65535, problems), from)
        {
            UserName = section["UserName"],
            Password = section["Password"],
            UsesTls = Flag(section, "Tls", true, problems),
        };
    }

    static SqlOptions? Sql(IConfigurationSection section, List<string> problems)
    {
        Know(section, ["Provider", "ConnectionString", "ReadOnly", "MaxRows"], problems);
        if (!Enum.TryParse<SqlProvider>(section["Provider"], ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
        {
            problems.Add($"{section.Path}:Provider: expected sqlite or sqlserver, but got '{section["Provider"]}'.");
            return null;
        }
        var text = Needed(section, "ConnectionString", "a connection string", problems);
        if (!IsReadable(text)) problems.Add($"{section.Path}:ConnectionString: expected name=value pairs with ';' between, but it is not of that form.");
        return new SqlOptions(provider, text) { IsReadOnly = Flag(section, "ReadOnly", false, problems), MaxRows = Number(section, "MaxRows", 1000, 1, 100_000, problems) };
    }

    static LlmOptions? Llm(IConfigurationSection section, List<string> problems)
    {
        Know(section, ["Url", "Model", "ApiKey"], problems);
        var model = Needed(section, "Model", "the model's name at the endpoint", problems);
        if (Uri.TryCreate(section["Url"], UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return new LlmOptions(url, model) { ApiKey = section["ApiKey"] };
        problems.Add($"{section.Path}:Url: expected the address of an OpenAI-compatible endpoint such as https://api.openai.com/v1, but got '{section["Url"]}'.");
        return null;
    }

    static void Know(IConfigurationSection section, string[] known, List<string> problems) => problems.AddRange(
        section.GetChildren().Where(s => !known.Contains(s.Key, StringComparer.OrdinalIgnoreCase))
            .Select(s => $"{s.Path}: expected one of {string.Join(", ", known)}, but there is no such setting."));

    /// <summary>A list as JSON writes it, or one text with commas as an environment variable holds it.</summary>
    static IEnumerable<string> Items(IConfigurationSection section) =>
        (section.Value?.Split(',') ?? section.GetChildren().Select(c => c.Value ?? "")).Select(i => i.Trim()).Where(i => i.Length > 0);

    static string Needed(IConfigurationSection section, string name, string what, List<string> problems)
    {
        if (section[name] is { Length: > 0 } text) return text;
        problems.Add($"{section.Path}:{name}: expected {what}, but it is empty.");
        return "";
    }

    static int Number(IConfigurationSection section, string name, int otherwise, int least, int most, List<string> problems)
    {
        if (section[name] is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        problems.Add($"{section.Path}:{name}: expected a whole number from {least} to {most}, but got '{text}'.");
        return otherwise;
    }

    static bool Flag(IConfigurationSection section, string name, bool otherwise, List<string> problems)
    {
        if (section[name] is not { } text) return otherwise;
        if (bool.TryParse(text, out var flag)) return flag;
        problems.Add($"{section.Path}:{name}: expected true or false, but got '{text}'.");
        return otherwise;
    }

    static bool IsHost(string text) =>
        IPNetwork.TryParse(text, out _) || IPAddress.TryParse(text, out _)
        || (Uri.TryCreate("http://" + (text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text), UriKind.Absolute, out var uri)
            && uri.AbsoluteUri.EndsWith(uri.Authority + "/", StringComparison.Ordinal) && uri.UserInfo.Length == 0 && text.IndexOfAny(['/', '*'], 2) < 0);

    static bool IsReadable(string connectionString)
    {
        try
        {
            _ = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
