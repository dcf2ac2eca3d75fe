using System.Globalization;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Web.Instances;

/// <summary>What of the instances is listed; it stands in the address, so that a list can be linked to.</summary>
sealed record InstanceFilter(string State, string? ProcessId, string? Search)
{
    public const string Running = "running";
    public const string Incidents = "incidents";
    public const string Suspended = "suspended";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
    public const string Every = "all";

    public static IReadOnlyList<(string State, string Text)> States { get; } =
        [(Running, "Running"), (Incidents, "With incidents"), (Suspended, "Suspended"), (Completed, "Completed"), (Cancelled, "Cancelled"), (Every, "All")];

    public static InstanceFilter Of(string? state, string? processId, string? search) => new(
        States.Any(s => s.State == state) ? state! : Running,
        string.IsNullOrWhiteSpace(processId) ? null : processId,
        string.IsNullOrWhiteSpace(search) ? null : search.Trim());

    /// <summary>A number that was searched for may be the key of an instance, or of a task or job in it.</summary>
    public long? SearchedKey => long.TryParse(Search, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && InstanceKey.Of(key) > 0 ? InstanceKey.Of(key) : null;

    public InstanceQuery Query(long? before) => new()
    {
        IsOpen = State switch { Running or Incidents or Suspended => true, Completed or Cancelled => false, _ => null },
        IsCancelled = State switch { Completed => false, Cancelled => true, _ => null },
        IsSuspended = State == Suspended ? true : null,
        OnlyWithIncident = State == Incidents,
        ProcessId = ProcessId,
        BusinessKeyLike = Search is null ? null : $"%{Search}%",
        Before = before,
    };

    public string Address()
    {
        List<KeyValuePair<string, string?>> parts = [];
        if (State != Running) parts.Add(new("state", State));
        if (ProcessId is not null) parts.Add(new("process", ProcessId));
        if (Search is not null) parts.Add(new("q", Search));
        return "/instances" + QueryString.Create(parts);
    }
}
