using System.Data.Common;
using Bpm.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// What must be true before anything else runs: the database answers, its schema is this version's, and there are people.
/// It is the first hosted service, so the pump and the web server start after it. A database that is not up yet (a
/// container that starts slower than this process) is waited for, and the log says so.
/// </summary>
public sealed class BpmStart : IHostedService
{
    static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    readonly Database _database;
    readonly Seeding _seeding;
    readonly DemoData _demo;
    readonly BpmOptions _options;
    readonly TimeProvider _time;
    readonly ILogger<BpmStart> _log;

    internal BpmStart(Database database, Seeding seeding, DemoData demo, BpmOptions options, TimeProvider time, ILogger<BpmStart> log) =>
        (_database, _seeding, _demo, _options, _time, _log) = (database, seeding, demo, options, time, log);

    /// <summary>The one-time password of the user <c>admin</c> that this start has made, for the host to print once; else null.</summary>
    public string? OneTimePassword { get; private set; }

    /// <summary>Whether the database is ready and people can sign in.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Waits for the database, upgrades it, and fills it when it is empty.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_options.Data);
        await Migrate(cancellationToken);
        OneTimePassword = await _seeding.Run(cancellationToken);
        if (_options.Demo) await _demo.Load(cancellationToken);
        IsReady = true;
    }

    /// <summary>Nothing to stop: what was started here is finished.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task Migrate(CancellationToken ct)
    {
        var giveUpAt = _time.GetUtcNow() + _options.DatabaseWait;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _log.LogInformation("Preparing the {Kind} database.", _options.Database);
                await _database.Migrate(ct);
                return;
            }
            catch (DbException e) when (_options.Database == DatabaseKind.SqlServer && _time.GetUtcNow() < giveUpAt)
            {
                _log.LogWarning("The database does not answer yet (try {Attempt}): {Reason}", attempt, e.Message);
                await Task.Delay(BetweenTries, _time, ct);
            }
        }
    }
}
