namespace Bpm.Model;

/// <summary>A start that is open to anyone is filled in by a form that is shown and checked here.</summary>
static class PublicStartHasAForm
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var start in process.Nodes.Where(n => n.Node is StartEvent))
        {
            if (context.Extensions.Properties(start.Source).LastOrDefault(p => p.Name == ProcessDefinition.PublicAccess) is not { } property) continue;
            var wish = property.Value.Value.Trim();
            if (wish is not ("true" or "false"))
            {
                context.Diagnostics.Error("public-access", start.Source.Location, start.Id,
                    $"Expected {ProcessDefinition.PublicAccess} of the start event “{start.Id}” to be true or false, but it is “{wish}”.", "Write true, or remove the property.");
            }
            else if (wish == "true" && start.Node is StartEvent { Definition: null, Form: null or ExternalForm })
            {
                context.Diagnostics.Warning("public-form", start.Source.Location, start.Id,
                    $"Expected a form on the public start event “{start.Id}”, but there is none that can be shown; nobody can start it without signing in.",
                    "Give it form fields or a form, or remove publicAccess.");
            }
        }
    }
}
