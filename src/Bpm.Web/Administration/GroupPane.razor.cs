using Bpm.Runtime;
using Bpm.Web.App;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Administration;

/// <summary>Adds a group, or changes the chosen one and who belongs to it.</summary>
public sealed partial class GroupPane(PeopleAdministration administration, CurrentActor current)
{
    const string SignedOut = "You are not signed in any more.";

    ElementReference _heading;
    TextField? _first;
    string _groupId = "";
    string _name = "";
    string? _managerId;
    string _joining = "";
    string? _idProblem;
    string? _nameProblem;
    string? _refusal;
    bool _isDeleting;
    bool _isBusy;

    /// <summary>Null to add one.</summary>
    [Parameter]
    public GroupOfPeople? Group { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<Account> People { get; set; } = [];

    [Parameter, EditorRequired]
    public string BackHref { get; set; } = "";

    [Parameter]
    public EventCallback<PeopleChange> Changed { get; set; }

    protected override void OnInitialized()
    {
        if (Group is { } group) (_groupId, _name, _managerId) = (group.GroupId, group.Name, group.ManagerId);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await (_first?.FocusAsync() ?? _heading.FocusAsync());
    }

    async Task SaveAsync()
    {
        if (_isBusy) return;
        var id = _groupId.Trim();
        (_idProblem, _nameProblem) = (PeopleRules.Id(id), PeopleRules.Name(_name));
        if (_idProblem is not null || _nameProblem is not null) return;
        _isBusy = true;
        var isNew = Group is null;
        await DoAsync(
            actor => isNew ? administration.AddGroup(actor, id, _name, _managerId) : administration.ChangeGroup(actor, id, _name, _managerId),
            new($"{_name.Trim()} is {(isNew ? "added" : "saved")}.", id));
        _isBusy = false;
    }

    async Task AddAsync()
    {
        var joining = _joining;
        _joining = "";
        await DoAsync(actor => administration.AddMember(actor, _groupId, joining), new($"{NameOf(joining)} belongs to {Group!.Name} now.", _groupId));
    }

    Task RemoveAsync(Account person) => DoAsync(
        actor => administration.RemoveMember(actor, _groupId, person.UserId), new($"{person.Profile.DisplayName} does not belong to {Group!.Name} any more.", _groupId));

    async Task<string?> DeleteAsync()
    {
        await DoAsync(actor => administration.RemoveGroup(actor, _groupId), new($"{Group!.Name} is deleted.", null));
        var refusal = _refusal;
        _refusal = null;
        return refusal;
    }

    async Task DoAsync(Func<Actor, Task<Reply>> wish, PeopleChange done)
    {
        _refusal = await current.Find() is { } actor ? (await wish(actor)).Rejection?.Message : SignedOut;
        if (_refusal is null) await Changed.InvokeAsync(done);
    }

    string NameOf(string userId) => People.FirstOrDefault(p => p.UserId == userId)?.Profile.DisplayName ?? userId;
}
