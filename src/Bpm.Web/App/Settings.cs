using System.Data.Common;
using System.Globalization;
using System.Net;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.App;

/// <summary>Reads <c>Bpm:…</c> and <c>ConnectionStrings:Bpm</c>. A setting that is wrong or unknown is one clear line.</summary>
static class Settings
{
    static readonly string[] Known =
    [
        "Data", "Database", "Demo", nameof(BpmOptions.Parallelism), nameof(BpmOptions.PollInterval), nameof(BpmOptions.ChangePollInterval),
        nameof(BpmOptions.LockDuration), nameof(BpmOptions.HotInstances), nameof(BpmOptions.DatabaseWait), nameof(BpmOptions.DemoProcesses),
        nameof(BpmOptions.TestClock), "Webhooks", "Secrets", nameof(BpmOptions.Connectors),
    ];

    public static (BpmOptions Options, IReadOnlyList<string> Problems) Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var options = new BpmOptions();
        var section = configuration.GetSection("Bpm");
        List<string> problems =
        [
            .. section.GetChildren().Where(s => !Known.Contains(s.Key, StringComparer.OrdinalIgnoreCase))
                .Select(s => $"Bpm:{s.Key}: expected one of {string.Join(", ", Known)}, but there is no such setting."),
        ];

        options.ConnectionString = configuration.GetConnectionString("Bpm");
        if (!IsReadable(options.ConnectionString)) problems.Add("ConnectionStrings:Bpm: expected name=value pairs with ';' between, but it is not of that form.");
        if (section["Database"] is { } database)
        {
            if (Enum.TryParse<DatabaseKind>(database, ignoreCase: true, out var kind) && Enum.IsDefined(kind)) options.Database = kind;
            else problems.Add($"Bpm:Database: expected sqlite or sqlserver, but got '{database}'.");
        }
        options.Demo = environment.IsDevelopment() && IsLoopbackOnly(configuration);
        Set<bool>(section, "Demo", bool.TryParse, "true or false", value => options.Demo = value, problems);
        Set<(bool IsOn, DateTimeOffset? Start)>(section, nameof(BpmOptions.TestClock), TryReadClock, "true, false or an instant such as 2026-01-31T12:00:00Z", value => (options.TestClock, options.TestClockStart) = value, problems);
        options.Data = Path.GetFullPath(section["Data"] is { Length: > 0 } folder ? folder : DefaultData(options.Demo));
        Set<int>(section, nameof(BpmOptions.Parallelism), int.TryParse, "a whole number", value => options.Parallelism = value, problems);
        Set<int>(section, nameof(BpmOptions.HotInstances), int.TryParse, "a whole number", value => options.HotInstances = value, problems);
        Set<TimeSpan>(section, nameof(BpmOptions.PollInterval), TimeSpan.TryParse, "a duration such as 00:00:05", value => options.PollInterval = value, problems);
        Set<TimeSpan>(section, nameof(BpmOptions.ChangePollInterval), TimeSpan.TryParse, "a duration such as 00:00:01", value => options.ChangePollInterval = value, problems);
        Set<TimeSpan>(section, nameof(BpmOptions.LockDuration), TimeSpan.TryParse, "a duration such as 00:05:00", value => options.LockDuration = value, problems);
        Set<TimeSpan>(section, nameof(BpmOptions.DatabaseWait), TimeSpan.TryParse, "a duration such as 00:02:00", value => options.DatabaseWait = value, problems);
        options.DemoProcesses = section[nameof(BpmOptions.DemoProcesses)] ?? Path.Combine(AppContext.BaseDirectory, "processes");

        ConnectorSettings.Read(section, options.Connectors, problems);

        if (problems.Count == 0) problems.AddRange(options.Problems());
        if (problems.Count == 0 && WriteProblem(options.Data) is { } unwritable) problems.Add(unwritable);
        return (options, problems);
    }

    delegate bool Parser<T>(string text, out T value);

    static void Set<T>(IConfigurationSection section, string name, Parser<T> parse, string expected, Action<T> set, List<string> problems)
    {
        if (section[name] is not { } text) return;
        if (parse(text, out var value)) set(value);
        else problems.Add($"Bpm:{name}: expected {expected}, but got '{text}'.");
    }

    static bool TryReadClock(string text, out (bool IsOn, DateTimeOffset? Start) clock)
    {
        clock = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? (true, start)
            : bool.TryParse(text, out var isOn) ? (isOn, null)
            : default;
        return clock.IsOn || bool.TryParse(text, out _);
    }

    /// <summary>The user's own folder for application data, so that a checkout stays clean; demo people have one of their own.</summary>
    static string DefaultData(bool isDemo)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(home is "" ? Path.GetTempPath() : home, isDemo ? "BpmDemo" : "Bpm");
    }

    static bool IsReadable(string? connectionString)
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

    static string? WriteProblem(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, $".write-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Bpm:Data: expected a folder that can be written to, but '{folder}' cannot be: {e.Message}";
        }
    }

    /// <summary>True when every address that the host listens on can be reached from this machine only.</summary>
    static bool IsLoopbackOnly(IConfiguration configuration)
    {
        var addresses = configuration["urls"] is { Length: > 0 } urls ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        var hasPorts = configuration["http_ports"] is { Length: > 0 } || configuration["https_ports"] is { Length: > 0 };
        return !hasPorts && configuration.GetSection("Kestrel:Endpoints").GetChildren().All(e => IsLoopback(e["Url"])) && addresses.All(IsLoopback);
    }

    static bool IsLoopback(string? address) =>
        Uri.TryCreate(address?.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
