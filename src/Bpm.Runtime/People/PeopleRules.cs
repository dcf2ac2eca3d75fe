using System.Buffers;

namespace Bpm.Runtime;

/// <summary>What ids, names and addresses have to look like; each rule gives what is wrong, or null.</summary>
public static class PeopleRules
{
    const int LongestId = 64;
    const int LongestName = 200;
    const int LongestEmail = 254;
    public const int ShortestPassword = 8;

    static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_@");

    /// <summary>For user ids and group ids alike: people type them, and they stand in models, addresses and logs.</summary>
    public static string? Id(string id) =>
        id.Length == 0 ? "Expected an id, but it is empty."
        : id.Length > LongestId ? $"Expected an id of at most {LongestId} characters, but it has {id.Length}."
        : id.AsSpan().IndexOfAnyExcept(IdCharacters) is >= 0 and var at ? $"Expected only letters a to z, digits and . - _ @, but the id has '{id[at]}'."
        : id.Equals(Actor.System.UserId, StringComparison.OrdinalIgnoreCase) ? $"Expected another id: '{Actor.System.UserId}' is the engine itself."
        : id.Equals(Actor.Visitor.UserId, StringComparison.OrdinalIgnoreCase) ? $"Expected another id: '{Actor.Visitor.UserId}' stands for whoever fills in a public form."
        : null;

    public static string? Name(string name) =>
        string.IsNullOrWhiteSpace(name) ? "Expected a name, but it is empty."
        : name.Length > LongestName ? $"Expected a name of at most {LongestName} characters, but it has {name.Length}."
        : name.Any(char.IsControl) ? "Expected a name on one line, but it has a line break or another control character."
        : null;

    public static string? Email(string? email) =>
        string.IsNullOrEmpty(email) ? null
        : email.Length > LongestEmail ? $"Expected an e-mail address of at most {LongestEmail} characters, but it has {email.Length}."
        : email.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? null
        : $"Expected an e-mail address such as name@example.com, but got '{email}'.";

    public static string? Password(string password) =>
        password.Length < ShortestPassword ? $"Expected a password of at least {ShortestPassword} characters, but it has {password.Length}." : null;

    public static string? Roles(IReadOnlySet<Role> roles) => roles.Count == 0 ? "Expected at least one role, but none is chosen." : null;
}
