using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Bpm.Web.Forms;
using Bpm.Web.Shared;
using Microsoft.AspNetCore.Components;
using DeployedDefinition = Bpm.Web.Shared.DeployedDefinition;

namespace Bpm.Web.Processes;

/// <summary>Starts the latest version of a process with its form; what was sent is checked on the server.</summary>
public sealed partial class StartPage(
    ProcessEngine engine, Definitions definitions, DeployedDefinitions models, FormLookup forms, UserTasks tasks, CurrentActor current)
{
    const int LongestKey = 255;

    DefinitionRow? _row;
    DeployedDefinition? _model;
    FormSource _form = NoForm.Instance;
    StartedInstance? _started;
    UserTaskRow? _myTask;
    string? _businessKey;
    string? _whyNot;
    string? _rejection;
    bool _asksBusinessKey;
    bool _isRead;
    int _round;

    [Parameter]
    public string ProcessId { get; set; } = "";

    protected override Task OnParametersSetAsync() => _row?.ProcessId == ProcessId ? Task.CompletedTask : ReadAsync();

    async Task ReadAsync()
    {
        if (await current.Find() is not { } actor) return;
        (_started, _rejection, _businessKey) = (null, null, null);
        _row = await definitions.FindLatest(ProcessId, CancellationToken.None);
        _model = _row is null ? null : await models.Find(_row.DefinitionKey, CancellationToken.None);
        if (_row is { } row && _model is { Definition: var definition })
        {
            _whyNot = StartRight.WhyNot(actor, definition, row);
            var form = definition.NoneStart?.Form;
            _asksBusinessKey = form is not GeneratedForm { BusinessKeyField: not null };
            _form = await forms.Find(form, row.DeploymentKey, FeelContext.Empty, CancellationToken.None);
        }
        _isRead = true;
    }

    async Task<bool> StartAsync(VariableSet variables)
    {
        if (await current.Find() is not { } actor || _row is not { } row) return false;
        var businessKey = string.IsNullOrWhiteSpace(_businessKey) ? null : _businessKey.Trim();
        // The version that the form belongs to, even if a newer one was deployed meanwhile.
        var reply = await engine.Start(actor, StartRequest.Definition(row.DefinitionKey, variables, businessKey));
        _rejection = reply.Rejection is { } rejection ? $"Not started: {rejection.Message} What you typed still stands here." : null;
        _started = reply.Value;
        await ReadTasksAsync();
        StateHasChanged();
        return reply.IsDone;
    }

    async Task ReadTasksAsync()
    {
        if (_started is not { } started || await current.Find() is not { } actor) return;
        var open = await tasks.List(new UserTaskQuery { InstanceKey = started.Key }, Slice.All, CancellationToken.None);
        _myTask = open.FirstOrDefault(t => t.Assignee == actor.UserId);
        if (_myTask is not null) return;
        var mine = new UserTaskQuery { InstanceKey = started.Key, Unassigned = true, CandidateUser = actor.UserId, CandidateGroups = actor.Groups };
        _myTask = await tasks.List(mine, new Slice(0, 1), CancellationToken.None) is [var first, ..] ? first : null;
    }

    async Task AgainAsync()
    {
        _round++;
        await ReadAsync();
    }
}
