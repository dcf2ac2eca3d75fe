using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.RandomWalks;

/// <summary>
/// Generated models with random stimuli: an instance always ends or waits for something that can be given to it, no
/// token is lost, replay equals live (checked by the scenario), and cancelling leaves nothing waiting.
/// </summary>
public sealed class RandomWalkTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 300));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_walk_ends(int seed)
    {
        var random = new Random(seed);
        var scenario = Scenario.Start(new RandomModel(random).Build(), ("choice", random.Next(3)));

        for (var steps = 0; !scenario.Instance.HasEnded; steps++)
        {
            Assert.True(steps < 2000, "the walk does not end");
            Assert.Empty(scenario.Instance.Incidents);
            if (steps == 20 && seed % 5 == 0)
            {
                scenario.Accept(new CancelProcessInstance { At = scenario.Now }).IsCancelled();
                return;
            }
            Step(scenario, random);
        }
        scenario.IsCompleted();
    }

    static void Step(Scenario scenario, Random random)
    {
        var instance = scenario.Instance;
        var tasks = instance.UserTasks.Keys.Order().ToArray();
        var jobs = instance.Jobs.Values.ToArray();
        Assert.True(tasks.Length + jobs.Length > 0, "nothing to wait for:\n" + string.Join('\n', scenario.History));
        var choice = random.Next(tasks.Length + jobs.Length);
        if (choice < tasks.Length)
        {
            scenario.Accept(new CompleteUserTask(tasks[choice], VariableSet.Empty) { At = scenario.Now });
        }
        else
        {
            var job = jobs[choice - tasks.Length];
            scenario.Accept(job.Kind == JobKind.External
                ? new CompleteJob(job.Key, VariableSet.Empty) { At = scenario.Now }
                : new ExecuteJob(job.Key) { At = scenario.Now });
        }
    }
}
