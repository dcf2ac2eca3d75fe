namespace Bpm.Model;

static class EventReader
{
    public static Event? Read(SourceElement element, string scopeId, ReadContext context)
    {
        var id = element.Id ?? "";
        var definition = EventDefinitionReader.Read(element, context);
        return element.Name switch
        {
            "startEvent" => new StartEvent
            {
                Id = id,
                ScopeId = scopeId,
                Definition = definition,
                Form = context.Extensions.Form(element),
                Initiator = context.Static(element.Find("initiator", Namespaces.Camunda), "variable name", element),
            },
            "endEvent" => new EndEvent { Id = id, ScopeId = scopeId, Definition = definition },
            "intermediateCatchEvent" => new IntermediateCatchEvent { Id = id, ScopeId = scopeId, Definition = definition },
            "intermediateThrowEvent" => new IntermediateThrowEvent { Id = id, ScopeId = scopeId, Definition = definition },
            "boundaryEvent" => new BoundaryEvent
            {
                Id = id,
                ScopeId = scopeId,
                Definition = definition,
                AttachedToId = element["attachedToRef"]?.Trim() ?? "",
                IsInterrupting = element.Is("cancelActivity", otherwise: true),
            },
            _ => null,
        };
    }
}
