using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Web.App;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Administration;

/// <summary>Adds a person, or changes, unlocks and deletes the one that is chosen.</summary>
public sealed partial class PersonPane(PeopleAdministration administration, CurrentActor current)
{
    const string SignedOut = "You are not signed in any more.";

    ElementReference _heading;
    TextField? _first;
    PersonDraft _draft = new();
    PersonProblems _problems = PersonProblems.None;
    Question? _question;
    string? _refusal;
    bool _isBusy;

    enum Question { Reset, Delete }

    /// <summary>Null to add somebody.</summary>
    [Parameter]
    public Account? Account { get; set; }

    [Parameter, EditorRequired]
    public PeopleDirectory Directory { get; set; } = default!;

    [Parameter]
    public bool IsSelf { get; set; }

    [Parameter, EditorRequired]
    public string BackHref { get; set; } = "";

    [Parameter]
    public EventCallback<PeopleChange> Changed { get; set; }

    // Once per person: what is being typed survives when the page reads itself again.
    protected override void OnInitialized() => _draft = PersonDraft.Of(Account);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await (_first?.FocusAsync() ?? _heading.FocusAsync());
    }

    string Expanded(Question question) => _question == question ? "true" : "false";

    void Ask(Question question) => _question = _question == question ? null : question;

    static void Tick<T>(HashSet<T> chosen, T one, ChangeEventArgs e)
    {
        if (e.Value is true) chosen.Add(one);
        else chosen.Remove(one);
    }

    async Task SaveAsync()
    {
        if (_isBusy) return;
        (_problems, _refusal) = (_draft.Check(), null);
        if (_problems.HasAny) return;
        _isBusy = true;
        _refusal = await current.Find() is { } actor ? await SaveAsync(actor) : SignedOut;
        _isBusy = false;
    }

    async Task<string?> SaveAsync(Actor actor)
    {
        var userId = Account?.UserId ?? _draft.UserId.Trim();
        string? password = null;
        if (Account is null)
        {
            var added = await administration.AddUser(actor, userId, _draft.Profile);
            if (added.Rejection is { } rejection) return rejection.Message;
            password = added.Value;
        }
        else if ((await administration.ChangeUser(actor, userId, _draft.Profile)).Rejection is { } rejection)
        {
            return rejection.Message;
        }
        var left = await JoinAndLeaveAsync(actor, userId);
        await Changed.InvokeAsync(new($"{_draft.Profile.DisplayName} is {(Account is null ? "added" : "saved")}.", userId, password));
        return left?.Message;
    }

    /// <summary>The groups as ticked; the first refusal, such as of a group that was deleted meanwhile.</summary>
    async Task<Rejection?> JoinAndLeaveAsync(Actor actor, string userId)
    {
        var present = Account?.GroupIds ?? [];
        Rejection? refused = null;
        foreach (var group in _draft.GroupIds.Except(present)) refused ??= (await administration.AddMember(actor, group, userId)).Rejection;
        foreach (var group in present.Except(_draft.GroupIds)) refused ??= (await administration.RemoveMember(actor, group, userId)).Rejection;
        return refused;
    }

    async Task UnlockAsync()
    {
        if (await current.Find() is not { } actor) _refusal = SignedOut;
        else if ((await administration.Unlock(actor, Account!.UserId)).Rejection is { } rejection) _refusal = rejection.Message;
        else await Changed.InvokeAsync(new($"{Account.Profile.DisplayName} can sign in again.", Account.UserId));
    }

    async Task<string?> ResetAsync()
    {
        if (await current.Find() is not { } actor) return SignedOut;
        var reply = await administration.ResetPassword(actor, Account!.UserId);
        if (reply.IsDone) await Changed.InvokeAsync(new($"{Account.Profile.DisplayName} has a new one-time password.", Account.UserId, reply.Value));
        return reply.Rejection?.Message;
    }

    async Task<string?> DeleteAsync()
    {
        if (await current.Find() is not { } actor) return SignedOut;
        var reply = await administration.RemoveUser(actor, Account!.UserId);
        if (reply.IsDone) await Changed.InvokeAsync(new($"{Account.Profile.DisplayName} is deleted.", null));
        return reply.Rejection?.Message;
    }
}
