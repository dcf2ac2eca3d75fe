using System.Collections.Frozen;

namespace Bpm.Runtime;

/// <summary>Who asks: a signed-in person or worker with the roles and groups of this moment, or the engine itself.</summary>
public sealed record Actor(string UserId, IReadOnlySet<Role> Roles, IReadOnlySet<string> Groups)
{
    /// <summary>The engine acting for itself: timers, deadlines, connectors.</summary>
    public static Actor System { get; } =
        new("system", Enum.GetValues<Role>().ToFrozenSet(), FrozenSet<string>.Empty);

    /// <summary>Whoever fills in a public start form: nobody knows who it was, and nothing else is open to them.</summary>
    public static Actor Visitor { get; } =
        new("public-form", FrozenSet<Role>.Empty, FrozenSet<string>.Empty) { DisplayName = "Public form" };

    /// <summary>Name for people; the user id where none is known.</summary>
    public string DisplayName { get; init; } = UserId;

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Whether the actor has one of the roles, or is an administrator.</summary>
    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
            if (Roles.Contains(role)) return true;
        return Roles.Contains(Role.Administrator);
    }

    public bool IsVisitor => ReferenceEquals(this, Visitor);

    /// <summary>The id as commands and the audit carry it: none for the engine itself.</summary>
    internal string? Id => ReferenceEquals(this, System) ? null : UserId;
}
