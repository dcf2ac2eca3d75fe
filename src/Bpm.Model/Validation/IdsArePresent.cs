namespace Bpm.Model;

/// <summary>Processes and nodes need an id: flows, history, tasks and diagrams refer to it.</summary>
static class IdsArePresent
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var element in process.Nodes.Select(n => n.Source).Prepend(process.Source))
        {
            if (string.IsNullOrWhiteSpace(element.Id))
            {
                context.Diagnostics.Error("missing-id", element.Location, element.Parent?.NearestId,
                    $"Expected an id on “{element.Name}”, but there is none.", "Give it an id that is unique in the file.");
            }
        }
    }
}
