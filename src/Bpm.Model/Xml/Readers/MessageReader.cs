namespace Bpm.Model;

/// <summary>Reads messages that events and tasks wait for or send.</summary>
static class MessageReader
{
    /// <param name="definition">The event definition, or the task, that refers to the message.</param>
    public static MessageEventDefinition? Read(SourceElement definition, SourceElement node, ReadContext context)
    {
        var throws = node.Name is "endEvent" or "intermediateThrowEvent" or "sendTask";
        // What a worker sends needs no declaration here.
        var job = throws ? context.Extensions.Job(definition.Name == "messageEventDefinition" && context.Dialect != Dialect.Camunda8 ? definition : node) : null;
        if (job is not null)
        {
            return new MessageEventDefinition(ExpressionReader.Constant(node.Id ?? ""))
            {
                Job = new ServiceTask
                {
                    Id = node.Id ?? "",
                    ScopeId = "",
                    JobType = job.JobType,
                    Expression = job.Expression,
                    ResultVariable = job.ResultVariable,
                    Priority = job.Priority,
                    Headers = job.Headers,
                },
            };
        }

        if (throws && definition["messageRef"] is null && context.Dialect != Dialect.Camunda8)
        {
            context.Diagnostics.Warning("missing-message", definition.Location, node.Id,
                "Expected the message that is sent, but the event names none; it passes like a none event.", "Choose the message, or let a job send it.");
            return null;
        }

        if (UnnamedEvent.Name("message", definition, node, context) is { } own)
        {
            return new MessageEventDefinition(own);
        }

        if (EventDefinitionReader.Declared("message", definition, node, context.Declarations.Message, context) is not { } message)
        {
            return null;
        }

        var name = node.Name == "startEvent" && node.Parent is { Name: "process" }
            ? context.Static(message.Find("name"), "message name", message) is { } text ? ExpressionReader.Constant(text) : null
            : context.Expressions.Value(message.Find("name"), node.Id);
        if (name is null)
        {
            context.Diagnostics.Error("missing-message-name", message.Location, node.Id,
                "Expected a name on the message, but there is none.", "Name the message; senders use this name.");
            return null;
        }

        var key = message.Extensions(Namespaces.Zeebe, "subscription").FirstOrDefault()?.Find("correlationKey")
            ?? (throws ? node.Extensions(Namespaces.Zeebe, "publishMessage").FirstOrDefault()?.Find("correlationKey") : null);
        return new MessageEventDefinition(name, context.Expressions.Value(key, node.Id)) { Correlation = key is null ? CorrelationReader.Read(message, node, context) : null };
    }
}
