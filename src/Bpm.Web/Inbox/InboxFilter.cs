using Bpm.Storage;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Inbox;

/// <summary>What the list shows. It stands in the address, so a view can be kept, sent and opened again.</summary>
public sealed record InboxFilter(InboxView View, string? Text, InboxSort Sort)
{
    public static InboxFilter Default { get; } = new(InboxView.Mine, null, InboxSort.Due);

    public static InboxFilter Of(string? view, string? text, string? sort) => new(
        view?.ToLowerInvariant() switch
        {
            "groups" => InboxView.Groups,
            "all" => InboxView.All,
            "overdue" => InboxView.Overdue,
            "escalated" => InboxView.Escalated,
            _ => InboxView.Mine,
        },
        string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        sort?.ToLowerInvariant() switch { "created" => InboxSort.Created, "priority" => InboxSort.Priority, _ => InboxSort.Due });

    /// <summary>The page's address with this filter; nothing is said of what is the default.</summary>
    public string Address(NavigationManager navigation, long? taskKey) => navigation.GetUriWithQueryParameters(
        taskKey is { } key ? $"/inbox/{key}" : "/inbox",
        new Dictionary<string, object?>
        {
            ["view"] = View == Default.View ? null : View.ToString().ToLowerInvariant(),
            ["q"] = Text,
            ["sort"] = Sort == Default.Sort ? null : Sort.ToString().ToLowerInvariant(),
        });

    /// <summary>Only "all" shows what colleagues work on already; the other views are work to do.</summary>
    public InboxQuery Query(string userId, IReadOnlyCollection<string> groups, DateTimeOffset now, int take) => new()
    {
        UserId = userId,
        Groups = groups,
        Now = now,
        EndOfDay = now.UtcDateTime.Date.AddDays(1),
        View = View,
        IncludeTakenByOthers = View == InboxView.All,
        Text = Text,
        Sort = Sort,
        Take = take,
    };
}
