using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Messages;

/// <summary>Published messages for operators: those that wait, and those that nobody took.</summary>
public sealed partial class MessagesPage(Storage.Messages messages, PeopleReads people, CurrentActor current)
{
    const int Most = 100;

    static readonly (string State, string Text)[] States = [("waiting", "Waiting"), ("expired", "Expired")];

    IReadOnlyList<MessageView>? _rows;
    PeopleNames? _names;
    int _total;
    bool _maySee;
    bool _isRead;

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    string Shown => State == MessageView.Expired ? MessageView.Expired : MessageView.Waiting;

    protected override Task OnParametersSetAsync() => ReadAsync();

    async Task ReadAsync()
    {
        _maySee = await current.Find() is { } actor && actor.IsAny(Role.Operator);
        if (_maySee)
        {
            var query = new MessageQuery { State = Shown };
            _names = await people.Names(CancellationToken.None);
            _rows = await messages.List(query, new Slice(Take: Most), CancellationToken.None);
            _total = await messages.Count(query, CancellationToken.None);
        }
        _isRead = true;
    }

    static string Taken(int deliveries) => deliveries switch
    {
        0 => "Nobody has taken it.",
        1 => "One process has taken it.",
        _ => $"{deliveries} processes have taken it.",
    };
}
