using System.Threading.Channels;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>
/// Answers a wish for a user task when the task's listeners have decided about it: at once where nobody is asked, else as soon as
/// the last has agreed or one has refused. Every change of the instance is a reason to look, and so is each second.
/// </summary>
sealed class Deciding(ProcessEngine engine, Timeline timeline, TaskNotifications notifications, TimeProvider time)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<IResult> Answer(Reply wished, long taskKey, CancellationToken ct)
    {
        if (!wished.IsDone || !await engine.AsksListeners(taskKey, ct)) return Answers.Of(wished);
        var deadline = time.GetUtcNow() + Patience;
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = notifications.Subscribe(change =>
        {
            if (change.ProcessInstanceKey == Engine.InstanceKey.Of(taskKey)) changes.Writer.TryWrite(true);
            return Task.CompletedTask;
        });
        var asked = (await timeline.Task(taskKey, ct)).LastOrDefault(e => e.Kind == TimelineKind.TaskChangeAsked)?.Version ?? 0;
        while (await engine.AsksListeners(taskKey, ct))
        {
            var left = deadline - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return Answers.Error(504, "TimeoutException", $"The listeners of user task {taskKey} have not decided within {Patience.TotalSeconds} s. They still may: look the task up.");
            await Wait(changes.Reader, left < LookAgain ? left : LookAgain, ct);
        }
        // What is denied later is another wish, before which its listeners were asked.
        var since = (await timeline.Task(taskKey, ct)).Where(e => e.Version > asked).TakeWhile(e => e.Kind != TimelineKind.TaskChangeAsked);
        return since.FirstOrDefault(e => e.Kind == TimelineKind.TaskChangeDenied) is { } denied
            ? Answers.Error(409, "InvalidStateException", $"A listener of user task {taskKey} has denied it. Reason: {(string.IsNullOrEmpty(denied.Text) ? "none was given" : denied.Text)}")
            : Answers.Done;
    }

    async Task Wait(ChannelReader<bool> changes, TimeSpan atMost, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            await changes.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time is up: look again all the same.
        }
    }
}
