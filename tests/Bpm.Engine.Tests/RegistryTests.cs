using Bpm.Model;

namespace Bpm.Engine.Tests;

public sealed class RegistryTests
{
    [Fact]
    public void Every_element_that_can_be_read_can_be_executed()
    {
        var readable = typeof(FlowNode).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(FlowNode)) && !t.IsAbstract);

        Assert.Empty(readable.Except(ElementBehaviors.Executable));
    }
}
