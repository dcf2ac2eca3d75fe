namespace Bpm.Model;

static class EventReader
{
    public static Event? Read(SourceElement element, string scopeId, ReadContext context)
    {
        var id = element.Id ?? "";
        Event? node = element.Name switch
        {
            "startEvent" => new StartEvent
            {
                Id = id,
                ScopeId = scopeId,
                Form = context.Extensions.Form(element),
                Initiator = context.Static(element.Find("initiator", Namespaces.Camunda), "variable name", element),
                IsInterrupting = element.Is("isInterrupting", otherwise: true),
            },
            "endEvent" => new EndEvent { Id = id, ScopeId = scopeId },
            "intermediateCatchEvent" => new IntermediateCatchEvent { Id = id, ScopeId = scopeId },
            "intermediateThrowEvent" => new IntermediateThrowEvent { Id = id, ScopeId = scopeId },
            "boundaryEvent" => new BoundaryEvent
            {
                Id = id,
                ScopeId = scopeId,
                AttachedToId = element["attachedToRef"]?.Trim() ?? "",
                // Compensation comes when the activity is over: there is nothing left to interrupt.
                IsInterrupting = element.Is("cancelActivity", otherwise: true),
                HandlerId = CompensationHandler.Of(element),
            },
            _ => null,
        };
        var definitions = EventDefinitionReader.ReadAll(element, context);
        if (node is BoundaryEvent boundary && definitions is [ErrorEventDefinition or CancelEventDefinition])
        {
            node = boundary with { IsInterrupting = true };
        }

        return node is null ? null : node with
        {
            Definitions = definitions,
            IsParallelMultiple = element.Is("parallelMultiple", otherwise: false),
        };
    }
}
