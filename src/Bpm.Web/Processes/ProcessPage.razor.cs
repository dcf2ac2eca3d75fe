using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Bpm.Web.Shared;
using Microsoft.AspNetCore.Components;
using DeployedDefinition = Bpm.Web.Shared.DeployedDefinition;

namespace Bpm.Web.Processes;

/// <summary>One version of a process: its diagram with what runs and what is stopped, its versions and its instances.</summary>
public sealed partial class ProcessPage(
    Definitions definitions, DeployedDefinitions models, DefinitionActivity activity, InstanceOverview instances, PeopleReads people, ProcessEngine engine, CurrentActor current, NavigationManager address)
{
    const int Shown = 20;

    IReadOnlyList<DefinitionRow> _versions = [];
    DefinitionRow? _shown;
    DeployedDefinition? _model;
    IReadOnlyList<DiagramCount> _active = [];
    IReadOnlyList<DiagramCount> _stopped = [];
    IReadOnlyList<InstanceRow> _instances = [];
    PeopleNames _names = new(new Dictionary<string, string>(), new Dictionary<string, string>());
    string? _element;
    string? _whyNotStart;
    string? _message;
    bool _isRead;
    bool _mayOperate;
    bool _isAsking;

    [Parameter]
    public string ProcessId { get; set; } = "";

    [Parameter]
    public int? Version { get; set; }

    string Escaped => Uri.EscapeDataString(ProcessId);

    protected override Task OnParametersSetAsync()
    {
        (_element, _message, _isAsking) = (null, null, false);
        return ReadAsync();
    }

    async Task ReadAsync()
    {
        if (await current.Find() is not { } actor) return;
        _mayOperate = actor.IsAny(Role.Operator);
        _versions = await definitions.Versions(ProcessId, CancellationToken.None);
        _shown = Version is null ? _versions.FirstOrDefault(v => v.IsLatest) : _versions.FirstOrDefault(v => v.Version == Version);
        if (_shown is { } shown && await models.Find(shown.DefinitionKey, CancellationToken.None) is { } model)
        {
            _model = model;
            _names = await people.Names(CancellationToken.None);
            var latest = _versions.FirstOrDefault(v => v.IsLatest) ?? shown;
            var startable = latest == shown ? model : await models.Find(latest.DefinitionKey, CancellationToken.None) ?? model;
            _whyNotStart = StartRight.WhyNot(actor, startable.Definition, latest);
            var counts = await activity.Of(shown.DefinitionKey, CancellationToken.None);
            _active = [.. counts.Where(c => c.Active > 0).Select(c => new DiagramCount(c.ElementId, c.Active))];
            _stopped = [.. counts.Where(c => c.Incidents > 0).Select(c => new DiagramCount(c.ElementId, c.Incidents))];
            await ReadInstancesAsync(shown);
        }
        _isRead = true;
    }

    async Task ReadInstancesAsync(DefinitionRow shown) => _instances = await instances.List(
        new InstanceQuery { DefinitionKey = shown.DefinitionKey, ActiveElementId = _element, IsOpen = _element is null ? null : true }, new Slice(0, Shown), CancellationToken.None);

    /// <summary>Shows the instances at an element; the same element again shows all.</summary>
    async Task ChooseElementAsync(string elementId)
    {
        if (_shown is not { } shown || _model?.Definition.Nodes.ContainsKey(elementId) != true) return;
        _element = _element == elementId ? null : elementId;
        await ReadInstancesAsync(shown);
    }

    async Task<string?> SuspendAsync(SuspensionWish wish)
    {
        if (await current.Find() is not { } actor) return "You are not signed in any more.";
        var process = DefinitionChoice.AllOf(ProcessId);
        var reply = wish.IsSuspended
            ? await engine.SuspendDefinition(actor, process, wish.WithInstances, wish.Reason)
            : await engine.ActivateDefinition(actor, process, wish.WithInstances, wish.Reason);
        if (reply.Rejection is { } rejection) return rejection.Message;
        var instances = reply.Value switch { 0 => "", 1 => ", and one instance with it", var count => $", and {count} instances with it" };
        _isAsking = false;
        _message = wish.IsSuspended ? $"The process is suspended{instances}." : $"The process is resumed{instances}.";
        await ReadAsync();
        return null;
    }

    static int CountOf(IReadOnlyList<DiagramCount> counts, string id) => counts.FirstOrDefault(c => c.Id == id)?.Count ?? 0;
}
