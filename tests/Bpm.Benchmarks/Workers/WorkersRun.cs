using System.Collections.Concurrent;
using System.Diagnostics;

namespace Bpm.Benchmarks;

/// <summary>One run of waiting workers and a source of jobs.</summary>
sealed class WorkersRun(EngineRest api, int workers, int perSecond)
{
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<string, long> _sent = [];
    readonly Lock _lock = new();

    /// <summary>How long each start took until its answer.</summary>
    public Samples Started { get; } = new();

    /// <summary>How long each job took from the sending of the start to a worker's hand.</summary>
    public Samples Reached { get; } = new();

    public int Twice { get; private set; }

    public int Unreached => _sent.Count;

    public async Task Do(TimeSpan length)
    {
        using var over = new CancellationTokenSource();
        var all = Enumerable.Range(0, workers).Select(n => Work(n, over.Token)).ToList();
        await Task.Delay(Settling, TimeProvider.System);
        await Start(length);
        await Task.Delay(Settling, TimeProvider.System);
        await over.CancelAsync();
        await Task.WhenAll(all);
    }

    /// <summary>Starts instances at the rate, whether the earlier ones have been answered or not.</summary>
    async Task Start(TimeSpan length)
    {
        var begun = Stopwatch.GetTimestamp();
        List<Task> starts = [];
        for (var n = 0; Stopwatch.GetElapsedTime(begun) < length; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / perSecond) - Stopwatch.GetElapsedTime(begun);
            if (due > TimeSpan.Zero) await Task.Delay(due, TimeProvider.System);
            starts.Add(StartOne($"W-{begun}-{n}"));
        }
        await Task.WhenAll(starts);
    }

    async Task StartOne(string businessKey)
    {
        var begun = Stopwatch.GetTimestamp();
        _sent[businessKey] = begun;
        await api.Post("process-definition/key/benchmark-work/start", new { businessKey });
        lock (_lock) Started.Since(begun);
    }

    async Task Work(int worker, CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                var jobs = await api.Post("external-task/fetchAndLock", WorkersMode.Fetch(worker), over);
                foreach (var job in jobs.EnumerateArray())
                {
                    Note(job.GetProperty("businessKey").GetString()!);
                    await api.Post($"external-task/{job.GetProperty("id").GetString()}/complete", new { workerId = $"worker-{worker}" }, CancellationToken.None);
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    void Note(string businessKey)
    {
        lock (_lock)
        {
            if (_sent.TryRemove(businessKey, out var begun)) Reached.Since(begun);
            else Twice++;
        }
    }
}
