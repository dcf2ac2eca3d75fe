namespace Bpm.Model;

/// <summary>Reads send tasks whose message the engine itself delivers; one with a job is read as such.</summary>
static class SendTaskReader
{
    public static bool IsMessage(SourceElement task, ReadContext context) =>
        context.Declarations.Message(task["messageRef"]) is not null && context.Extensions.Job(task) is null;

    public static SendTask? Read(SourceElement task, string scopeId, ReadContext context) =>
        MessageReader.Read(task, task, context) is { } message ? new SendTask { Id = task.Id ?? "", ScopeId = scopeId, Message = message } : null;
}
