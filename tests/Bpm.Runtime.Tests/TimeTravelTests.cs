using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class TimeTravelTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task What_falls_due_on_the_way_happens_at_its_own_instant()
    {
        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, TestClock = true });
        var travel = node.Get<TimeTravel>();
        var begin = travel.Now;
        await node.Deploy(Models.Flow("twice",
            """
            <startEvent id="start"/>
            <intermediateCatchEvent id="hour"><timerEventDefinition id="t1"><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <intermediateCatchEvent id="day"><timerEventDefinition id="t2"><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>
            """, "start-hour hour-day day-check check-end"));
        var instance = await node.StartProcess("twice");

        Assert.True(await travel.Advance(Duration("PT24H")));
        Assert.Empty(await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));
        Assert.True(await travel.Advance(Duration("P2D")));

        var task = await node.OpenTask(instance.Key);
        Assert.Equal(begin.ToUnixTimeMilliseconds() + (long)TimeSpan.FromHours(25).TotalMilliseconds, task.CreatedAt.ToUnixTimeMilliseconds());
        Assert.Equal(begin.AddDays(3), travel.Now);
    }

    [Fact]
    public async Task Without_being_asked_for_there_is_no_test_clock()
    {
        await using var node = await TestNode.Start(_database);

        Assert.Throws<InvalidOperationException>(node.Get<TimeTravel>);
    }

    static IsoDuration Duration(string text) => IsoDuration.TryParse(text, out var duration) ? duration : throw new FormatException(text);

    public void Dispose() => _database.Dispose();
}
