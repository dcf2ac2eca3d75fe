using Bpm.Engine.Tests.Support;
using Bpm.Feel;

namespace Bpm.Engine.Tests.RandomWalks;

/// <summary>
/// Thousands of generated models with every kind of element, structured or not, and random stimuli. Whatever they do: replay
/// and snapshot equal the live instance, nothing belongs to what is gone, an instance ends or waits for what exists, and
/// cancelling leaves nothing.
/// </summary>
public sealed class AnyElementWalkTests
{
    const int Walks = 60;
    const int Steps = 25;

    public static TheoryData<int> Batches => new(Enumerable.Range(0, 50));

    [Theory]
    [MemberData(nameof(Batches))]
    public void Every_walk_is_sound(int batch)
    {
        for (var seed = batch * Walks; seed < (batch + 1) * Walks; seed++)
        {
            try
            {
                Walk(seed);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}\n{Xml(new Random(seed))}", e);
            }
        }
    }

    static void Walk(int seed)
    {
        var random = new Random(seed);
        var definition = Bpmn.Read(Xml(random));
        var walk = new Walk(definition);
        walk.Send(new StartProcessInstance(VariableSet.Of(("choice", new FeelNumber(random.Next(3))))) { At = walk.Now });
        for (var step = 0; step < Steps && !walk.Instance.HasEnded; step++)
        {
            var stimuli = Stimuli.For(definition, walk.Instance, walk.Now, random);
            if (stimuli.Count == 0) break;
            walk.Send(stimuli[random.Next(stimuli.Count)]);
            if (step % 6 == 5) walk.CheckReplay();
        }
        walk.CheckReplay();
        if (!walk.Instance.HasEnded) walk.Send(new CancelProcessInstance { At = walk.Now });
        walk.CheckNothingIsLeft();
    }

    static string Xml(Random random)
    {
        var count = 0;
        return $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test" id="defs">
              <message id="M" name="m"/><signal id="S" name="s"/><error id="E" errorCode="E"/><escalation id="X" escalationCode="X"/>
              <process id="p" isExecutable="true">{new RandomScope(random, () => $"n{++count}", 2).Build()}</process>
            </definitions>
            """;
    }
}
