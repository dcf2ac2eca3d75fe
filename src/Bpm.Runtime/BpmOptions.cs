using Bpm.Connectors;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What is set when the product is started. The host fills it from <c>Bpm:…</c> and <c>ConnectionStrings:Bpm</c>.</summary>
public sealed class BpmOptions
{
    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>Needed for SQL Server; without one SQLite uses <c>bpm.db</c> in the data folder.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder of the embedded database, keys, and what the connectors write.</summary>
    public string Data { get; set; } = "";

    /// <summary>Seeds demo people with known passwords: never on an address that others reach.</summary>
    public bool Demo { get; set; }

    /// <summary>Folder with <c>*.bpmn</c> and form files that demo mode deploys once; none means no demo processes.</summary>
    public string? DemoProcesses { get; set; }

    /// <summary>Time stands still and is moved by <see cref="TimeTravel"/>: for trying models, never for work.</summary>
    public bool TestClock { get; set; }

    /// <summary>What the test clock says at the start; null for the present.</summary>
    public DateTimeOffset? TestClockStart { get; set; }

    /// <summary>How many jobs this node works on at the same time; 0 means that this node runs no jobs.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>The longest that a due job waits when no wake-up reached this node.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often changes made by other nodes are looked for.</summary>
    public TimeSpan ChangePollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a job stays with this node before others may take it over.</summary>
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many instances are kept in memory.</summary>
    public int HotInstances { get; set; } = 10_000;

    /// <summary>Secrets, mail server, databases and whatever else the connectors work with.</summary>
    public ConnectorOptions Connectors { get; } = new();

    /// <summary>How long the start waits for the database.</summary>
    public TimeSpan DatabaseWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>One line per wrong setting; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (string.IsNullOrWhiteSpace(Data)) problems.Add("Bpm:Data: expected a folder, but it is empty.");
        if (Database == DatabaseKind.SqlServer && string.IsNullOrWhiteSpace(ConnectionString))
            problems.Add("ConnectionStrings:Bpm: expected a connection string because Bpm:Database is sqlserver, but it is empty.");
        if (Parallelism is < 0 or > 1000) problems.Add($"Bpm:Parallelism: expected 0 to 1000, but got {Parallelism}.");
        if (HotInstances < 1) problems.Add($"Bpm:HotInstances: expected at least 1, but got {HotInstances}.");
        MustBePositive(problems, nameof(PollInterval), PollInterval);
        MustBePositive(problems, nameof(ChangePollInterval), ChangePollInterval);
        MustBePositive(problems, nameof(LockDuration), LockDuration);
        MustBePositive(problems, nameof(DatabaseWait), DatabaseWait);
        return problems;
    }

    /// <summary>Where the data is, as Storage wants it.</summary>
    public DatabaseOptions ToDatabaseOptions() =>
        new(Database, string.IsNullOrWhiteSpace(ConnectionString) ? $"Data Source={Path.Combine(Data, "bpm.db")}" : ConnectionString);

    static void MustBePositive(List<string> problems, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero) problems.Add($"Bpm:{name}: expected a positive duration such as 00:00:05, but got {value}.");
    }
}
