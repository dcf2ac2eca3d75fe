namespace Bpm.Model;

/// <summary>An activity is a loop or has several instances, but not both (BPMN 2.0.2, 10.3.8).</summary>
static class LoopsAreOfOneKind
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            if (node.Source.Children.Where(c => c.IsBpmn && ElementGroups.LoopNames.Contains(c.Name)).Skip(1).FirstOrDefault() is { } second)
            {
                context.Diagnostics.Error("several-loops", second.Location, node.Id,
                    $"Expected one kind of loop on “{node.Id}”, but there is another.", "Keep one of them, or put the activity into a subprocess that has the other.");
            }
        }
    }
}
