using Bpm.Runtime;
using Bpm.Web.App;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Administration;

/// <summary>
/// People and groups for administrators: a list with the chosen one beside it. The address holds the tab and the choice;
/// a one-time password is only in memory, and gone when somebody else is chosen.
/// </summary>
public sealed partial class PeoplePage(PeopleAdministration administration, CurrentActor current)
{
    const int PageSize = 100;

    PeopleDirectory? _directory;
    IReadOnlyList<Account> _people = [];
    IReadOnlyList<GroupOfPeople> _groups = [];
    Dictionary<string, string> _names = [];
    Dictionary<string, string> _groupNames = [];
    (string UserId, string Text)? _password;
    string? _actorId;
    string? _refusal;
    string? _message;
    string? _toldOf;
    string _search = "";
    int _shown = PageSize;
    int _found;

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "id")]
    public string? Chosen { get; set; }

    [SupplyParameterFromQuery(Name = "add")]
    public bool IsAdding { get; set; }

    [Inject]
    public NavigationManager Navigation { get; set; } = default!;

    bool IsGroups => Tab == "groups";

    bool IsPaneOpen => IsAdding || Chosen is not null;

    Account? ChosenPerson => _directory?.People.FirstOrDefault(p => p.UserId == Chosen);

    GroupOfPeople? ChosenGroup => _directory?.Groups.FirstOrDefault(g => g.GroupId == Chosen);

    protected override Task OnInitializedAsync() => ReadAsync();

    protected override void OnParametersSet()
    {
        if (_password?.UserId != Chosen) _password = null;
        if (_toldOf != Chosen) _message = null;
        Filter();
    }

    async Task ReadAsync()
    {
        if (await current.Find() is not { } actor)
        {
            _refusal = "You are not signed in. Sign in as an administrator.";
            return;
        }
        var reply = await administration.List(actor);
        (_actorId, _directory, _refusal) = (actor.UserId, reply.Value, reply.Rejection?.Message);
        if (_directory is null) return;
        _names = _directory.People.ToDictionary(p => p.UserId, p => p.Profile.DisplayName);
        _groupNames = _directory.Groups.ToDictionary(g => g.GroupId, g => g.Name);
        Filter();
    }

    async Task TakeAsync(PeopleChange change)
    {
        await ReadAsync();
        (_message, _toldOf) = (change.Message, change.ChosenId);
        if (change is { ChosenId: { } id, Password: { } password }) _password = (id, password);
        if (change.ChosenId != Chosen || IsAdding) Navigation.NavigateTo(Address(change.ChosenId));
    }

    void Search(ChangeEventArgs e)
    {
        _search = (e.Value as string ?? "").Trim();
        _shown = PageSize;
        Filter();
    }

    void ShowMore()
    {
        _shown += PageSize;
        Filter();
    }

    void Filter()
    {
        if (_directory is null) return;
        var people = _directory.People.Where(Matches).ToList();
        var groups = _directory.Groups.Where(Matches).ToList();
        _found = IsGroups ? groups.Count : people.Count;
        (_people, _groups) = ([.. people.Take(_shown)], [.. groups.Take(_shown)]);
    }

    bool Matches(Account person) => Matches(
        [person.UserId, person.Profile.DisplayName, person.Profile.Email ?? "", .. person.Profile.Roles.Select(r => r.ToString()),
            .. person.GroupIds.Select(g => _groupNames.GetValueOrDefault(g, g))]);

    bool Matches(GroupOfPeople group) => Matches([group.GroupId, group.Name, .. group.MemberIds.Select(m => _names.GetValueOrDefault(m, m))]);

    bool Matches(IReadOnlyList<string> texts) => _search.Length == 0 || texts.Any(t => t.Contains(_search, StringComparison.OrdinalIgnoreCase));

    string Address(string? id, bool isAdding = false) => Navigation.GetUriWithQueryParameters(
        "/people", new Dictionary<string, object?> { ["tab"] = IsGroups ? "groups" : null, ["id"] = id, ["add"] = isAdding ? true : null });
}
