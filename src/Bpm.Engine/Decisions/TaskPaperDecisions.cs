namespace Bpm.Engine;

/// <summary>Files and comments beside tasks: for the record, the process does not know of them.</summary>
static class TaskPaperDecisions
{
    public static Rejection? Attach(Execution execution, OpenUserTask task, Attachment attachment)
    {
        execution.Emit(new AttachmentAdded(
            task.Key, execution.NextKey(), attachment.Name, attachment.Description, attachment.ContentType, attachment.Url, attachment.Content.Length, execution.At));
        return null;
    }

    public static Rejection? Remove(Execution execution, RemoveAttachment command)
    {
        execution.Emit(new AttachmentRemoved(command.TaskKey, command.AttachmentKey, command.Name));
        return null;
    }

    public static Rejection? Edit(Execution execution, EditComments command)
    {
        if (execution.Instance.State != InstanceState.Active) return InstanceDecisions.NotRunning(execution);
        foreach (var comment in command.Comments)
            execution.Emit(command.Text is { } text ? new UserTaskCommentChanged(command.TaskKey, comment, text) : new UserTaskCommentRemoved(command.TaskKey, comment));
        return null;
    }
}
