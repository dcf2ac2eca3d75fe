namespace Bpm.Model;

static class ReceiveTaskReader
{
    public static ReceiveTask Read(SourceElement task, string scopeId, ReadContext context) => new()
    {
        Id = task.Id ?? "",
        ScopeId = scopeId,
        Instantiates = task.Is("instantiate", otherwise: false),
        Message = task["messageRef"] is { Length: > 0 } || context.Dialect == Dialect.Camunda8 ? MessageReader.Read(task, task, context) : null,
    };
}
