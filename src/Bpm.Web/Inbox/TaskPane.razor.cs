using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Bpm.Web.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Bpm.Web.Inbox;

/// <summary>
/// One task: what it is, whose it is, and all that can be done with it. Give it a <c>@key</c> of the task. News is taken in
/// around the form, which keeps what is typed in it, and says so when somebody else took or finished the task meanwhile.
/// </summary>
public sealed partial class TaskPane(ProcessEngine engine, TaskReader tasks, FormLookup forms, Timeline timeline, Attachments attachments, Incidents incidents, CurrentActor current)
{
    readonly HashSet<TaskTab> _opened = [TaskTab.Form];
    TaskView? _view;
    IReadOnlyList<TimelineEntry> _entries = [];
    IReadOnlyList<AttachmentRow> _files = [];
    string? _userId;
    FormSource _formSource = NoForm.Instance;
    FeelContext _formVariables = FeelContext.Empty;
    TaskDraft? _draft;
    TaskForm? _form;
    TaskDiagram? _diagram;
    TaskActions? _actions;
    ElementReference _heading;
    readonly ElementReference[] _tabs = new ElementReference[Enum.GetValues<TaskTab>().Length];
    TaskTab _tab;
    bool _isLoaded;
    bool _hadForm;
    int _formRound;
    string? _news;
    string? _said;
    string? _rejection;

    [Parameter, EditorRequired]
    public long TaskKey { get; set; }

    /// <summary>The list, for narrow screens.</summary>
    [Parameter]
    public string BackHref { get; set; } = "/inbox";

    /// <summary>The task is done; with what the person should know.</summary>
    [Parameter]
    public EventCallback<TaskOutcome> Completed { get; set; }

    /// <summary>Something else was done that the list shows.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    public long? InstanceKey => _view?.Task.InstanceKey;

    public ValueTask FocusAsync() => _view is null ? ValueTask.CompletedTask : _heading.FocusAsync();

    /// <summary>Reads everything but the form again, and says what others did.</summary>
    public async Task RefreshAsync()
    {
        if (await current.Find() is not { } actor) return;
        var before = _view;
        var known = _entries is [.., var newest] ? newest.Version : 0;
        await ReadAsync(actor);
        // Nothing was typed meanwhile: the form was the other's.
        if (before is { Part.IsMine: false } && _hadForm && _view is { Part.IsMine: true, Task.Delegation: "resolved" } regained)
        {
            await ReadFormAsync(regained);
            _formRound++;
        }
        if (_entries.LastOrDefault(e => e.ElementInstanceKey == TaskKey && e.Version > known) is { Kind: TimelineKind.TaskChangeDenied } denied)
            (_said, _rejection) = (null, $"A listener has {denied.What}. {denied.Text}".TrimEnd());
        _news = _view is { Task.IsOpen: true } ? NewsSince(before, actor) ?? _news : null;
        if (_diagram is not null) await _diagram.RefreshAsync();
        StateHasChanged();
    }

    public Task ClaimAsync() => _view?.Part.MayClaim == true ? DoAsync(new(TaskWishKind.Claim)) : Task.CompletedTask;

    public void AskEscalation() => _actions?.AskEscalation();

    protected override async Task OnInitializedAsync()
    {
        if (await current.Find() is { } actor)
        {
            await ReadAsync(actor);
            if (_view is { Task.IsOpen: true, Part.MaySee: true } view) await ReadFormAsync(view);
        }
        _isLoaded = true;
    }

    async Task ReadAsync(Actor actor)
    {
        _view = await tasks.Find(actor, TaskKey, CancellationToken.None);
        _userId = actor.UserId;
        if (_view is not { Part.MaySee: true } view) return;
        _entries = await timeline.Instance(view.Task.InstanceKey, CancellationToken.None);
        _files = await attachments.List(TaskKey, CancellationToken.None);
    }

    async Task ReadFormAsync(TaskView view)
    {
        var form = view.Definition?.Definition.Nodes.GetValueOrDefault(view.Task.ElementId) is Model.UserTask task ? task.Form : null;
        (_formVariables, _draft) = (view.Variables, view.Detail.Draft);
        _formSource = await forms.Find(form, view.Task.DeploymentKey, view.Variables, CancellationToken.None);
        _hadForm = true;
    }

    string? NewsSince(TaskView? before, Actor actor)
    {
        if (before is not { Task.IsOpen: true } || _view is not { } now || before.Task.Assignee == now.Task.Assignee) return null;
        return now.Task switch
        {
            { IsOpen: false } => null,
            { Assignee: null } => before.Part.IsMine ? "This task was given back to its group." : "This task is free again.",
            { IsDelegated: true, Assignee: var who, Owner: { } owner } when who == actor.UserId => $"{now.People.Name(owner)} has delegated this task to you.",
            { Assignee: var who } when who == actor.UserId && before.Task.IsDelegated => $"{now.People.Name(before.Task.Assignee!)} has given this task back.",
            { Assignee: var who } when who == actor.UserId => before.Task.Assignee is null ? null : "This task was handed to you.",
            { Assignee: var who } => $"{now.People.Name(who)} has just {(before.Task.Assignee is null ? "claimed" : "been given")} this task.{(before.Part.IsMine ? " What you typed still stands here." : "")}",
        };
    }

    void Open(TaskTab tab)
    {
        _tab = tab;
        _opened.Add(tab);
    }

    async Task MoveTabAsync(KeyboardEventArgs e)
    {
        var step = e.Key switch { "ArrowRight" => 1, "ArrowLeft" => _tabs.Length - 1, _ => 0 };
        if (step == 0) return;
        Open((TaskTab)(((int)_tab + step) % _tabs.Length));
        await _tabs[(int)_tab].FocusAsync();
    }

    async Task DoAsync(TaskWish wish)
    {
        if (await current.Find() is not { } actor) return;
        (_news, _said) = (null, null);
        var reply = wish.Kind switch
        {
            TaskWishKind.Claim => await engine.Claim(actor, TaskKey),
            TaskWishKind.Release => await engine.Release(actor, TaskKey),
            TaskWishKind.Delegate => await engine.Delegate(actor, TaskKey, wish.UserId ?? "", wish.Reason),
            TaskWishKind.GiveBack or TaskWishKind.TakeBack => await engine.GiveBack(actor, TaskKey, VariableSet.Empty, wish.Reason),
            TaskWishKind.Change => await engine.UpdateTask(actor, TaskKey, wish.Change!),
            TaskWishKind.Escalate => await engine.Escalate(actor, TaskKey, wish.Reason ?? ""),
            TaskWishKind.Report => await ReportAsync(actor, wish.Exit!, wish.Reason),
            _ => await engine.HandTo(actor, TaskKey, wish.UserId ?? "", wish.Reason),
        };
        _rejection = reply.Rejection?.Message;
        await ReadAsync(actor);
        if (reply.IsDone && !_hadForm && _view is { Task.IsOpen: true, Part.MaySee: true } view) await ReadFormAsync(view);
        if (reply.IsDone && wish.Kind == TaskWishKind.GiveBack) _said = await GivenBackAsync(_view);
        if (reply.IsDone && wish.Kind == TaskWishKind.Escalate) _said = "Escalated. " + Recipients(_view);
        if (reply.IsDone && wish.Exit is { } exit)
            _said = $"“{exit.Name}” is reported. {(_view is { Task.IsOpen: true } ? "The task stays open." : "The task has ended, and the process went on by another way.")}";
        StateHasChanged();
        await Changed.InvokeAsync();
    }

    async Task<bool> GiveBackAsync(VariableSet variables)
    {
        if (await current.Find() is not { } actor) return false;
        var reply = await engine.GiveBack(actor, TaskKey, variables);
        _rejection = reply.Rejection is { } rejection ? $"Not given back: {rejection.Message} What you typed still stands here." : null;
        await ReadAsync(actor);
        if (reply.IsDone) _said = await GivenBackAsync(_view);
        await Changed.InvokeAsync();
        return reply.IsDone;
    }

    async Task<string?> GivenBackAsync(TaskView? view) =>
        await engine.AsksListeners(TaskKey) ? "Its listeners are asked whether it may be given back. The task stays with you until they agree."
        : view?.Task.Owner is { } owner ? $"Given back to {view.People.Name(owner)}, who completes it."
        : null;

    // An escalation carries no text of its own: the words stand in the timeline before it.
    async Task<Reply> ReportAsync(Actor actor, TaskExit exit, string? text)
    {
        if (exit.Kind == TaskExitKind.Error) return await engine.ThrowTaskError(actor, TaskKey, exit.Code ?? "", text, VariableSet.Empty);
        if (text is not null && await engine.Comment(actor, TaskKey, text) is { IsDone: false } refused) return refused;
        return await engine.ThrowTaskEscalation(actor, TaskKey, exit.Code ?? "", VariableSet.Empty);
    }

    static string Recipients(TaskView? view) => view?.Detail.OpenEscalations is [.., var last]
        ? $"{(last.RecipientKind == Candidate.Group ? view.People.GroupName(last.RecipientId) : view.People.Name(last.RecipientId))} sees it among the escalations now."
        : "";

    async Task<bool> CompleteAsync(VariableSet variables)
    {
        if (await current.Find() is not { } actor || _view is not { } view) return false;
        var known = (await OpenIncidents(view)).Select(i => i.IncidentKey).ToHashSet();
        var reply = await engine.Complete(actor, TaskKey, variables);
        _rejection = reply.Rejection is { } rejection ? $"Not completed: {rejection.Message} What you typed still stands here." : null;
        await ReadAsync(actor);
        if (!reply.IsDone)
        {
            await Changed.InvokeAsync();
            return false;
        }
        if (await engine.AsksListeners(TaskKey))
        {
            _said = "Its listeners are asked whether it may be completed. The task stays open until they agree.";
            await Changed.InvokeAsync();
            return false;
        }
        var raised = (await OpenIncidents(view)).FirstOrDefault(i => !known.Contains(i.IncidentKey));
        await Completed.InvokeAsync(new TaskOutcome(
            TaskKey, view.Task.Name, view.Task.BusinessKey, raised is null ? null : $"{view.Definition?.NameOf(raised.ElementId) ?? raised.ElementId}: {raised.Message}"));
        return true;
    }

    Task<IReadOnlyList<IncidentRow>> OpenIncidents(TaskView view) =>
        incidents.List(new IncidentQuery { InstanceKey = view.Task.InstanceKey }, Slice.All, CancellationToken.None);

    async Task<string?> SaveDraftAsync(string json) =>
        await current.Find() is { } actor ? (await engine.SaveDraft(actor, TaskKey, json)).Rejection?.Message : "You are not signed in any more.";

    Task<string?> CommentAsync(string text) => SendAsync(actor => engine.Comment(actor, TaskKey, text));

    async Task<string?> SendAsync(Func<Actor, Task<Reply>> send)
    {
        if (await current.Find() is not { } actor) return "You are not signed in any more.";
        var reply = await send(actor);
        await ReadAsync(actor);
        StateHasChanged();
        return reply.Rejection?.Message;
    }
}

/// <summary>What completing a task led to; the incident in words, if one stopped the process.</summary>
public sealed record TaskOutcome(long TaskKey, string Name, string? BusinessKey, string? Incident);

public enum TaskTab { Form, Diagram, Timeline, Comments, Files }

public enum TaskWishKind { Claim, Release, Delegate, GiveBack, TakeBack, Escalate, HandOn, Change, Report }

/// <summary>What the person wants with the task.</summary>
public sealed record TaskWish(TaskWishKind Kind, string? Reason = null, string? UserId = null, TaskExit? Exit = null, UserTaskChange? Change = null);
