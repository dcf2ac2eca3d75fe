namespace Bpm.Runtime;

/// <summary>A demo user; the password is the user id.</summary>
public sealed record DemoUser(string UserId, string DisplayName, string? ManagerId, IReadOnlyList<Role> Roles, IReadOnlyList<string> Groups);

/// <summary>A demo group and its manager.</summary>
public sealed record DemoGroup(string GroupId, string Name, string? ManagerId);

/// <summary>The people of demo mode: two departments with one manager, and <c>demo</c>, who may do everything.</summary>
public static class DemoPeople
{
    public static IReadOnlyList<DemoGroup> Groups { get; } =
    [
        new("accounting", "Accounting", "mark"),
        new("sales", "Sales", "mark"),
        new("management", "Management", null),
    ];

    public static IReadOnlyList<DemoUser> Users { get; } =
    [
        new("mia", "Mia Model", null, [Role.Modeler], []),
        new("anna", "Anna Ahrens", "mark", [Role.Staff], ["accounting"]),
        new("ben", "Ben Berg", "mark", [Role.Staff], ["accounting"]),
        new("carl", "Carl Conrad", "mark", [Role.Staff], ["sales"]),
        new("dora", "Dora Dahl", "mark", [Role.Staff], ["sales"]),
        new("mark", "Mark Meyer", null, [Role.Staff, Role.Manager], ["management"]),
        new("olga", "Olga Orlow", null, [Role.Operator], []),
        new("demo", "Demo Everyone", "mark", Enum.GetValues<Role>(), ["accounting", "sales", "management"]),
    ];
}
