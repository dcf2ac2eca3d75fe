using Bpm.Engine;
using Dapper;

namespace Bpm.Storage;

/// <summary>Process instances, running and ended: lists, and one with all that its page shows.</summary>
public sealed class InstanceOverview(Database database)
{
    const string Columns = """
        SELECT i.instance_key, i.definition_key, i.process_id, d.name AS process_name, d.version AS definition_version, i.business_key,
               i.state, i.started_at, i.started_by, i.ended_at, i.incident_count, i.caller_key, i.root_instance_key, d.version_tag,
               i.suspended_at, i.suspended_by, i.suspended_reason
        """;

    const string From = """

        FROM process_instance i
        JOIN process_definition d ON d.definition_key = i.definition_key
        """;

    const string HasActiveElement = """
        EXISTS (SELECT 1 FROM element_instance e
                WHERE e.element_instance_key > i.instance_key AND e.element_instance_key <= i.instance_key + 1048575
                  AND e.element_id = @ActiveElementId AND e.ended_at IS NULL)
        """;

    const string HasOneActive = """
        EXISTS (SELECT 1 FROM element_instance e
                WHERE e.element_instance_key > i.instance_key AND e.element_instance_key <= i.instance_key + 1048575
                  AND e.element_id IN @ActiveElementIds AND e.ended_at IS NULL)
        """;

    const string HasOneExecuted = """
        EXISTS (SELECT 1 FROM element_instance e
                WHERE e.element_instance_key > i.instance_key AND e.element_instance_key <= i.instance_key + 1048575
                  AND e.element_id IN @ExecutedElementIds AND e.ended_at IS NOT NULL)
        """;

    const string HasIncident = "EXISTS (SELECT 1 FROM incident n WHERE n.instance_key = i.instance_key AND n.resolved_at IS NULL AND ";

    const string HasCalled = """
        EXISTS (SELECT 1 FROM process_instance c WHERE c.caller_key > i.instance_key AND c.caller_key <= i.instance_key + 1048575)
        """;

    const string IsCaller = """
        EXISTS (SELECT 1 FROM process_instance c
                WHERE c.instance_key = @CallerOfInstance AND c.caller_key > i.instance_key AND c.caller_key <= i.instance_key + 1048575)
        """;

    // A loop as a whole is where its items are: it is counted once it is done, for there may be no items.
    const string Elements = """
        SELECT e.element_id, SUM(CASE WHEN e.ended_at IS NULL AND (e.role IS NULL OR e.role <> 'loop') THEN 1 ELSE 0 END) AS active,
               SUM(CASE WHEN e.outcome = 'completed' THEN 1 ELSE 0 END) AS completed,
               SUM(CASE WHEN e.outcome = 'terminated' THEN 1 ELSE 0 END) AS terminated
        FROM element_instance e
        WHERE e.element_instance_key > @instanceKey AND e.element_instance_key <= @lastKey
        GROUP BY e.element_id
        ORDER BY e.element_id
        """;

    public async Task<IReadOnlyList<InstanceRow>> List(InstanceQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<InstanceRow>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(InstanceQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    public async Task<InstanceRow?> Find(long instanceKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<InstanceRow>(Columns + From + "\nWHERE i.instance_key = @instanceKey", new { instanceKey }, cancellation);
    }

    /// <summary>
    /// The instance's trace on its diagram. Flows leave no rows of their own: they are counted from the audit trail,
    /// which holds every event.
    /// </summary>
    public async Task<InstanceTrace> Trace(long instanceKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var elements = await connection.List<ElementCount>(Elements, new { instanceKey, lastKey = KeyRange.LastOf(instanceKey) }, cancellation);
        var audit = await connection.List<AuditRow>(Timeline.OfInstance, new { instanceKey, after = 0L }, cancellation);
        var flows = audit.SelectMany(a => a.Events).OfType<SequenceFlowTaken>().CountBy(f => f.FlowId).ToDictionary();
        return new(elements, flows);
    }

    static string Where(InstanceQuery q) => Filter.Where([.. Conditions(q), .. Alternatives.Of(q.AnyOf, Conditions)]);

    static IReadOnlyList<string> Conditions(InstanceQuery q) => [.. Plain(q), .. ValueConditions.Each(q.Variables, "i.instance_key", "v")];

    static List<string> Plain(InstanceQuery q) => Filter.Those(
        (q.IsOpen == true, "i.state = 'active'"),
        (q.IsOpen == false, "i.state <> 'active'"),
        (q.IsSuspended == true, "i.suspended_at IS NOT NULL"),
        (q.IsSuspended == false, "i.state = 'active' AND i.suspended_at IS NULL"),
        (q.IsCancelled == true, "i.state = 'cancelled'"),
        (q.IsCancelled == false, "i.state = 'completed'"),
        (q.InstanceKey is not null, "i.instance_key = @InstanceKey"),
        (q.InstanceKeys is not null, "i.instance_key IN @InstanceKeys"),
        (q.ProcessId is not null, "i.process_id = @ProcessId"),
        (q.ProcessIds is not null, "i.process_id IN @ProcessIds"),
        (q.DefinitionKey is not null, "i.definition_key = @DefinitionKey"),
        (q.BusinessKey is not null, "i.business_key = @BusinessKey"),
        (q.BusinessKeyLike is not null, "i.business_key LIKE @BusinessKeyLike"),
        (q.StartedBy is not null, "i.started_by = @StartedBy"),
        (q.OnlyWithIncident, "i.incident_count > 0"),
        (q.ActiveElementId is not null, HasActiveElement),
        (q.StartedBefore is not null, "i.started_at < @StartedBefore"),
        (q.StartedAfter is not null, "i.started_at > @StartedAfter"),
        (q.EndedBefore is not null, "i.ended_at < @EndedBefore"),
        (q.EndedAfter is not null, "i.ended_at > @EndedAfter"),
        (q.CalledByInstance is not null, "i.caller_key > @CalledByInstance AND i.caller_key <= @CalledByInstance + 1048575"),
        (q.CallerOfInstance is not null, IsCaller),
        (q.OnlyRoots, "i.caller_key IS NULL"),
        (q.ActiveElementIds is not null, HasOneActive),
        (q.ExecutedElementIds is not null, HasOneExecuted),
        (q.NotInstanceKeys is not null, "i.instance_key NOT IN @NotInstanceKeys"),
        (q.NotProcessIds is not null, "i.process_id NOT IN @NotProcessIds"),
        (q.BusinessKeys is not null, "i.business_key IN @BusinessKeys"),
        (q.DefinitionKeys is not null, "i.definition_key IN @DefinitionKeys"),
        (q.DeploymentKey is not null, "d.deployment_key = @DeploymentKey"),
        (q.ProcessName is not null, "d.name = @ProcessName"),
        (q.ProcessNameLike is not null, "d.name LIKE @ProcessNameLike"),
        (q.IncidentMessage is not null, HasIncident + "n.message = @IncidentMessage)"),
        (q.IncidentMessageLike is not null, HasIncident + "n.message LIKE @IncidentMessageLike)"),
        (q.IncidentKey is not null, HasIncident + "n.incident_key = @IncidentKey)"),
        (q.RootInstance is not null, "COALESCE(i.root_instance_key, i.instance_key) = @RootInstance"),
        (q.OnlyLeaves, "NOT " + HasCalled),
        (q.Before is not null, q.Descending ? "i.instance_key < @Before" : "i.instance_key > @Before"));

    static string OrderBy(InstanceQuery q) => Ordering.Of([new(q.Sort, q.Descending), .. q.Then], Column, "i.instance_key");

    static string Column(InstanceSort sort) => sort switch
    {
        InstanceSort.ProcessId => "i.process_id",
        InstanceSort.DefinitionKey => "i.definition_key",
        InstanceSort.BusinessKey => "i.business_key",
        InstanceSort.StartedAt => "i.started_at",
        InstanceSort.EndedAt => "i.ended_at",
        InstanceSort.ProcessName => "d.name",
        InstanceSort.Version => "d.version",
        _ => "i.instance_key",
    };

    static DynamicParameters Parameters(InstanceQuery q, Slice slice)
    {
        var parameters = new DynamicParameters(new { slice.Skip, slice.Take });
        Add(parameters, q, "");
        for (var i = 0; i < q.AnyOf.Count; i++) Add(parameters, q.AnyOf[i], Alternatives.Prefix(i));
        return parameters;
    }

    static void Add(DynamicParameters parameters, InstanceQuery q, string prefix)
    {
        parameters.AddEach(new
        {
            q.InstanceKey, q.InstanceKeys, q.ProcessId, q.ProcessIds, q.DefinitionKey, q.BusinessKey, q.BusinessKeyLike, q.StartedBy,
            q.ActiveElementId, q.StartedBefore, q.StartedAfter, q.EndedBefore, q.EndedAfter, q.Before, q.CalledByInstance, q.CallerOfInstance,
            q.ActiveElementIds, q.ExecutedElementIds, q.NotInstanceKeys, q.NotProcessIds, q.BusinessKeys, q.DefinitionKeys, q.DeploymentKey, q.ProcessName,
            q.ProcessNameLike, q.IncidentMessage, q.IncidentMessageLike, q.IncidentKey, q.RootInstance,
        }, prefix);
        ValueConditions.Add(parameters, q.Variables, prefix + "v");
    }
}

/// <summary>What happened at each element, and how often each flow was taken.</summary>
public sealed record InstanceTrace(IReadOnlyList<ElementCount> Elements, IReadOnlyDictionary<string, int> TakenFlows);

public sealed record ElementCount
{
    public required string ElementId { get; init; }
    public required int Active { get; init; }
    public required int Completed { get; init; }
    public required int Terminated { get; init; }
}
