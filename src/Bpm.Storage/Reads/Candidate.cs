namespace Bpm.Storage;

/// <summary>Someone who may take a task: a user or a group.</summary>
public sealed record Candidate(string Kind, string Id)
{
    public const string User = "user";
    public const string Group = "group";

    internal static IEnumerable<Candidate> Of(string userId, IEnumerable<string> groups) =>
        groups.Distinct().Select(g => new Candidate(Group, g)).Prepend(new Candidate(User, userId));
}
