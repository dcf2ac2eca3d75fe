using Bpm.Storage;

namespace Bpm.Web.Inbox;

/// <summary>Who is who, read once for one showing of a page.</summary>
public sealed class KnownPeople(IReadOnlyList<Person> users, IReadOnlyList<GroupRow> groups)
{
    readonly Dictionary<string, Person> _users = users.ToDictionary(u => u.UserId);
    readonly Dictionary<string, GroupRow> _groups = groups.ToDictionary(g => g.GroupId);

    public IReadOnlyList<Person> Users => users;

    public IReadOnlyList<GroupRow> Groups => groups;

    public string Name(string userId) => _users.TryGetValue(userId, out var user) ? user.DisplayName : userId;

    public string GroupName(string groupId) => _groups.TryGetValue(groupId, out var group) ? group.Name : groupId;

    public string NameOf(Candidate candidate) => candidate.Kind == Candidate.Group ? GroupName(candidate.Id) : Name(candidate.Id);

    public bool Manages(string managerId, Candidate candidate) => candidate.Kind == Candidate.Group
        ? _groups.GetValueOrDefault(candidate.Id)?.ManagerId == managerId
        : _users.GetValueOrDefault(candidate.Id)?.ManagerId == managerId;

    /// <summary>A text of the audit trail with the person's or group's name in the place of the id.</summary>
    public string Named(string text, string? id) => id is not null && (_users.ContainsKey(id) || _groups.ContainsKey(id))
        ? text.Replace(id, _users.ContainsKey(id) ? Name(id) : GroupName(id), StringComparison.Ordinal)
        : text;
}
