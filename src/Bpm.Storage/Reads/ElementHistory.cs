using Dapper;

namespace Bpm.Storage;

/// <summary>Every activation of an element: when it began, when and how it ended.</summary>
public sealed class ElementHistory(Database database)
{
    const string Columns = """
        SELECT e.element_instance_key, e.instance_key, e.element_id, e.scope_key, e.started_at, e.ended_at, e.outcome, e.role, e.loop_counter,
               i.definition_key, i.process_id, COALESCE(i.root_instance_key, i.instance_key) AS root_instance_key, t.assignee, c.instance_key AS called_instance_key
        """;

    // A user task's key is that of its element instance.
    const string From = """

        FROM element_instance e
        JOIN process_instance i ON i.instance_key = e.instance_key
        LEFT JOIN user_task t ON t.task_key = e.element_instance_key
        LEFT JOIN process_instance c ON c.caller_key = e.element_instance_key
        """;

    const string Waits = "EXISTS (SELECT 1 FROM subscription s WHERE s.element_instance_key = e.element_instance_key AND ";

    public async Task<IReadOnlyList<ElementRow>> List(ElementQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<ElementRow>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(ElementQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    public async Task<ElementRow?> Find(long elementInstanceKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<ElementRow>(
            Columns + From + "\nWHERE e.element_instance_key = @elementInstanceKey", new { elementInstanceKey }, cancellation);
    }

    static string Where(ElementQuery q) => Filter.Where(
        (q.ElementInstanceKey is not null, "e.element_instance_key = @ElementInstanceKey"),
        (q.InstanceKey is not null, "e.element_instance_key > @InstanceKey AND e.element_instance_key <= @LastKey"),
        (q.DefinitionKey is not null, "i.definition_key = @DefinitionKey"),
        (q.ProcessId is not null, "i.process_id = @ProcessId"),
        (q.ElementId is not null, "e.element_id = @ElementId"),
        (q.Assignee is not null, "t.assignee = @Assignee"),
        (q.IsOpen == true, "e.ended_at IS NULL"),
        (q.IsOpen == false, "e.ended_at IS NOT NULL"),
        (q.IsSuspended == true, "i.suspended_at IS NOT NULL"),
        (q.IsSuspended == false, "i.suspended_at IS NULL"),
        (q.IsTerminated == true, "e.outcome = 'terminated'"),
        (q.IsTerminated == false, "e.outcome = 'completed'"),
        (q.StartedBefore is not null, "e.started_at < @StartedBefore"),
        (q.StartedAfter is not null, "e.started_at > @StartedAfter"),
        (q.EndedBefore is not null, "e.ended_at < @EndedBefore"),
        (q.EndedAfter is not null, "e.ended_at > @EndedAfter"),
        (q.ElementInstanceKeys is not null, "e.element_instance_key IN @ElementInstanceKeys"),
        (q.ElementIds is not null, "e.element_id IN @ElementIds"),
        (q.BusinessKey is not null, "i.business_key = @BusinessKey"),
        (q.Awaits is not null && q.AwaitedKind is null, Waits + "s.name = @Awaits)"),
        (q.AwaitedKind is not null && q.Awaits is null, Waits + "s.kind = @AwaitedKind)"),
        (q.Awaits is not null && q.AwaitedKind is not null, Waits + "s.kind = @AwaitedKind AND s.name = @Awaits)"),
        (q.OnlyWithIncident, "EXISTS (SELECT 1 FROM incident n WHERE n.element_instance_key = e.element_instance_key AND n.resolved_at IS NULL)"),
        (q.InstanceVariables.Count > 0, ValueConditions.Of(q.InstanceVariables, "e.instance_key", "iv")),
        (q.OwnVariables.Count > 0, ValueConditions.Of(q.OwnVariables, "e.element_instance_key", "ov")));

    static string OrderBy(ElementQuery q) => Ordering.Of([new(q.Sort, q.Descending), .. q.Then], Column, "e.element_instance_key");

    static string Column(ElementSort sort) => sort switch
    {
        ElementSort.StartedAt => "e.started_at",
        ElementSort.EndedAt => "e.ended_at",
        ElementSort.ElementId => "e.element_id",
        ElementSort.InstanceKey => "e.instance_key",
        ElementSort.DefinitionKey => "i.definition_key",
        ElementSort.ProcessId => "i.process_id",
        _ => "e.element_instance_key",
    };

    static DynamicParameters Parameters(ElementQuery q, Slice slice)
    {
        var parameters = new DynamicParameters(new
        {
            q.ElementInstanceKey, q.InstanceKey, LastKey = KeyRange.LastOf(q.InstanceKey ?? 0), q.DefinitionKey, q.ProcessId, q.ElementId,
            q.Assignee, q.StartedBefore, q.StartedAfter, q.EndedBefore, q.EndedAfter, q.ElementInstanceKeys, q.ElementIds, q.BusinessKey, q.Awaits,
            q.AwaitedKind, slice.Skip, slice.Take,
        });
        ValueConditions.Add(parameters, q.InstanceVariables, "iv");
        ValueConditions.Add(parameters, q.OwnVariables, "ov");
        return parameters;
    }
}

/// <summary>Which activations; what is null does not restrict.</summary>
public sealed record ElementQuery
{
    public long? ElementInstanceKey { get; init; }
    public long? InstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public string? ElementId { get; init; }
    public string? Assignee { get; init; }
    public bool? IsOpen { get; init; }
    public bool? IsTerminated { get; init; }

    /// <summary>Whether the instance is suspended.</summary>
    public bool? IsSuspended { get; init; }
    public DateTimeOffset? StartedBefore { get; init; }
    public DateTimeOffset? StartedAfter { get; init; }
    public DateTimeOffset? EndedBefore { get; init; }
    public DateTimeOffset? EndedAfter { get; init; }
    public IReadOnlyCollection<long>? ElementInstanceKeys { get; init; }
    public IReadOnlyCollection<string>? ElementIds { get; init; }
    public string? BusinessKey { get; init; }

    /// <summary>Activations that wait for a message or signal of this name, and whether for a <c>message</c> or a <c>signal</c>.</summary>
    public string? Awaits { get; init; }
    public string? AwaitedKind { get; init; }
    public bool OnlyWithIncident { get; init; }

    /// <summary>What variables of the instance, and of the activation's own scope, have to be.</summary>
    public IReadOnlyList<ValueCondition> InstanceVariables { get; init; } = [];
    public IReadOnlyList<ValueCondition> OwnVariables { get; init; } = [];
    public ElementSort Sort { get; init; }
    public bool Descending { get; init; }

    /// <summary>What decides among those that are equal in <see cref="Sort"/>.</summary>
    public IReadOnlyList<SortedBy<ElementSort>> Then { get; init; } = [];
}

public enum ElementSort { Key, StartedAt, EndedAt, ElementId, InstanceKey, DefinitionKey, ProcessId }

public sealed record ElementRow
{
    public required long ElementInstanceKey { get; init; }
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public required string ElementId { get; init; }
    public required long ScopeKey { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary><c>completed</c> or <c>terminated</c>; null while active.</summary>
    public string? Outcome { get; init; }

    /// <summary><c>loop</c> for a loop as a whole, <c>item</c> for one of its instances, <c>undo</c> for what undoes; else null.</summary>
    public string? Role { get; init; }

    public required long RootInstanceKey { get; init; }

    /// <summary>The instance that a call activity has started.</summary>
    public long? CalledInstanceKey { get; init; }

    /// <summary>Which time of its loop this is, from 0.</summary>
    public int? LoopCounter { get; init; }
    public bool IsLoop => Role == "loop";

    /// <summary>Who has or had the task, when the element is a user task.</summary>
    public string? Assignee { get; init; }
}
