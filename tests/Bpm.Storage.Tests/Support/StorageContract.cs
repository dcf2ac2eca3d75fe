using System.Text;
using Bpm.Engine;
using Dapper;

namespace Bpm.Storage.Tests;

/// <summary>
/// What storage promises on every database. A subject's tests are an abstract class below this one, with one sealed
/// subclass for each database.
/// </summary>
public abstract class StorageContract(TestDatabase place) : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static DateTimeOffset Now => Steps.Start.AddHours(1);

    private protected TestDatabase Place => place;
    private protected Database Database { get; private set; } = null!;
    private protected CommitQueue Queue { get; private set; } = null!;
    private protected KeySource Keys { get; private set; } = null!;
    private protected InstanceStore Instances { get; private set; } = null!;
    private protected WorkQueue Work { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await place.Create();
        Database = new(place.Options);
        await Database.Migrate(Ct);
        Queue = new(Database);
        Keys = new(Queue);
        Instances = new(Database);
        Work = new(Database, Queue);
    }

    public async ValueTask DisposeAsync()
    {
        if (Queue is not null)
        {
            await Queue.DisposeAsync();
        }

        await place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<Steps> NewSteps() => new(await Keys.NextInstanceKey(Ct));

    private protected async Task<Steps> Committed(Action<Steps>? prepare = null)
    {
        var steps = await NewSteps();
        prepare?.Invoke(steps);
        Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.Create(), Ct));
        return steps;
    }

    private protected async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.Open(Ct);
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    private protected async Task<T> Single<T>(string sql, object? parameters = null) => Assert.Single(await Query<T>(sql, parameters));

    /// <summary>The instance that the stored events make.</summary>
    private protected async Task<ProcessInstance> Replay(long instanceKey)
    {
        var rows = await Query<(long At, string Detail)>(
            "SELECT at, detail FROM audit WHERE instance_key = @instanceKey ORDER BY instance_version", new { instanceKey });
        var instance = new ProcessInstance(instanceKey);
        foreach (var (at, detail) in rows)
        {
            foreach (var e in HistoryJson.Read(Encoding.UTF8.GetBytes(detail), instanceKey, DateTimeOffset.FromUnixTimeMilliseconds(at)))
            {
                instance.Apply(e);
            }
        }

        return instance;
    }

    /// <summary>Occupies the writer until the returned source is completed, so that what is queued meanwhile is one group.</summary>
    private protected async Task<TaskCompletionSource> HoldWriter()
    {
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ = Queue.Write(
            async _ =>
            {
                entered.TrySetResult();
                await released.Task;
                return 0;
            },
            Ct);
        await entered.Task;
        return released;
    }
}
