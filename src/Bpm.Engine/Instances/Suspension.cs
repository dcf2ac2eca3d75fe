using System.Globalization;

namespace Bpm.Engine;

/// <summary>Who has stopped an instance, and why: until it is activated its state is kept as it is.</summary>
/// <param name="By">Id of the person; null when nobody said.</param>
/// <param name="Changes">Variables that were set meanwhile: conditions are asked about them when the instance goes on.</param>
public sealed record Suspension(DateTimeOffset At, string? By, string? Reason, EquatableArray<SetWhileSuspended> Changes)
{
    /// <summary>Says it to whoever is refused because of it.</summary>
    /// <param name="what">What is suspended.</param>
    /// <param name="who">The person's name.</param>
    public static string Words(string what, string? who, DateTimeOffset at, string? reason)
    {
        var why = string.IsNullOrWhiteSpace(reason) ? "." : $": “{reason.Trim().TrimEnd('.')}”.";
        return string.Create(CultureInfo.InvariantCulture, $"{what} is suspended. {who ?? "Someone"} suspended it on {at.UtcDateTime:yyyy-MM-dd} at {at.UtcDateTime:HH:mm} UTC{why} Nothing goes on there until an operator resumes it.");
    }

    public Suspension With(VariableAssigned set, bool isNew) =>
        Changes.Any(c => c.ScopeKey == set.ScopeKey && c.Name == set.Name) ? this : this with { Changes = [.. Changes, new(set.ScopeKey, set.Name, isNew)] };

    /// <summary>A variable that came and went meanwhile was never there.</summary>
    public Suspension With(VariableRemoved removed) => Changes.FirstOrDefault(c => c.ScopeKey == removed.ScopeKey && c.Name == removed.Name) switch
    {
        null => this with { Changes = [.. Changes, new(removed.ScopeKey, removed.Name, false)] },
        { IsNew: true } came => this with { Changes = [.. Changes.Where(c => c != came)] },
        _ => this,
    };
}

/// <summary>A variable that got a value, or was taken away, while its instance was suspended.</summary>
public sealed record SetWhileSuspended(long ScopeKey, string Name, bool IsNew);
