using System.Collections.Concurrent;
using Bpm.Browser.Tests.Support;
using Bpm.Crash.Tests.Support;

namespace Bpm.Crash.Tests;

/// <summary>
/// The product is killed (SIGKILL) and started again on its data. Afterwards the database, the audit trail, the ledger and
/// the archive must show every acknowledged step exactly once and nothing left over.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    const int Kills = 50;
    const int Writers = 6;

    [Fact]
    public async Task No_step_is_lost_doubled_or_stuck_when_the_process_dies_between_every_pair_of_steps()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        using var office = new Office(product.Address, () => { });
        var kills = 0;
        var story = new Story("K-1", isLate: true, office, async () =>
        {
            kills++;
            await product.KillAsync();
            await product.StartAsync();
        });

        await story.Run();
        await product.KillAsync();

        output.WriteLine($"{kills} kills between steps.");
        await new Aftermath(product.Data).Holds([story]);
    }

    [Fact]
    public async Task No_step_is_lost_doubled_or_stuck_when_the_process_dies_fifty_times_under_load()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        var random = new Random(20261120);
        var stories = new ConcurrentBag<Story>();
        var answers = 0;
        var isOver = false;
        var moment = new SemaphoreSlim(0);
        var untilKill = random.Next(1, 60);
        using var office = new Office(product.Address, Answered);

        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; !Volatile.Read(ref isOver); n++)
            {
                var story = new Story($"K-{writer}-{n}", isLate: n % 3 == 0, office, () => Task.CompletedTask);
                await story.Run();
                stories.Add(story);
            }
        })).ToArray();
        for (var kill = 0; kill < Kills; kill++)
        {
            // The moment comes after a random number of answers: whatever the others are doing just then is cut off.
            await Task.WhenAny([moment.WaitAsync(), .. writers]);
            if (writers.FirstOrDefault(w => w.IsFaulted) is { } failed) await failed;
            await product.KillAsync();
            await product.StartAsync();
            Volatile.Write(ref untilKill, random.Next(1, 60));
        }
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(writers);
        await product.KillAsync();

        output.WriteLine($"{Kills} kills, {stories.Count} invoices finished, {answers} answers.");
        await new Aftermath(product.Data).Holds(stories);

        void Answered()
        {
            Interlocked.Increment(ref answers);
            if (Interlocked.Decrement(ref untilKill) == 0) moment.Release();
        }
    }
}
