using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Shared;
using DeployedDefinition = Bpm.Web.Shared.DeployedDefinition;

namespace Bpm.Web.Inbox;

/// <summary>Reads a task together with what its page needs around it.</summary>
public sealed class TaskReader(TaskDetails tasks, DeployedDefinitions definitions, PeopleReads people, Workload workload, ProcessEngine engine)
{
    public async Task<TaskView?> Find(Actor actor, long taskKey, CancellationToken ct)
    {
        if (await tasks.Find(taskKey, actor.UserId, ct) is not { } detail) return null;
        var names = await People(ct);
        var definition = await definitions.Find(detail.Task.DefinitionKey, ct);
        return new(detail, definition, names, PartOf(actor, detail, names), detail.Task.IsOpen ? await Place(taskKey, detail.Task.ElementId, definition, ct) : null);
    }

    /// <summary>Which items of loops the tasks of a list are. Only where the model has a loop, the instance is asked.</summary>
    public async Task<IReadOnlyDictionary<long, LoopPlace>> Places(IEnumerable<InboxRow> rows, CancellationToken ct)
    {
        Dictionary<long, LoopPlace> places = [];
        foreach (var row in rows)
            if (await Place(row.TaskKey, row.ElementId, await definitions.Find(row.DefinitionKey, ct), ct) is { } place) places[row.TaskKey] = place;
        return places;
    }

    async Task<LoopPlace?> Place(long taskKey, string elementId, DeployedDefinition? definition, CancellationToken ct) =>
        definition is not null && definition.IsInLoop(elementId) ? await engine.PlaceInLoop(taskKey, ct) : null;

    public async Task<KnownPeople> People(CancellationToken ct) => new(await people.Users(ct), await people.Groups(ct));

    /// <summary>Those who may work on tasks, the least busy first.</summary>
    public async Task<IReadOnlyList<PersonLoad>> Loads(CancellationToken ct)
    {
        var open = await workload.OpenTasks(ct);
        return [.. (await people.Users(ct))
            .Where(u => WorksOnTasks(u.Roles))
            .Select(u => new PersonLoad(u.UserId, u.DisplayName, open.GetValueOrDefault(u.UserId)))
            .OrderBy(p => p.OpenTasks).ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];
    }

    static bool WorksOnTasks(string roles) =>
        roles.Split(',', StringSplitOptions.TrimEntries).Any(r => r is nameof(Role.Staff) or nameof(Role.Manager));

    static TaskPart PartOf(Actor actor, TaskDetail detail, KnownPeople people)
    {
        var task = detail.Task;
        var isMine = task.Assignee == actor.UserId;
        var received = detail.OpenEscalations.Where(e => e.RecipientKind == Candidate.Group ? actor.Groups.Contains(e.RecipientId) : e.RecipientId == actor.UserId).ToList();
        var isRecipient = received.Count > 0;
        // A group that was only told looks on, as the engine's rights say.
        var mayAct = received.Any(e => e.RecipientKind != Candidate.Group || e.Action is not ("notify" or "raisePriority"));
        var isCandidate = mayAct || detail.Candidates.Any(c => c.Kind == Candidate.Group ? actor.Groups.Contains(c.Id) : c.Id == actor.UserId);
        var oversees = actor.IsAny(Role.Operator) || (actor.Is(Role.Manager) && (isRecipient || Answerable(detail).Any(c => people.Manages(actor.UserId, c))));
        var isOwner = task.IsDelegated && task.Owner == actor.UserId;
        var takesPart = isMine || isOwner || isCandidate || isRecipient || oversees || task.InstanceStartedBy == actor.UserId;
        var goesOn = task.IsOpen && !task.IsSuspended;
        return new()
        {
            MaySee = takesPart || task.EndedBy == actor.UserId,
            IsMine = isMine && task.IsOpen,
            MayClaim = goesOn && task.Assignee is null && (isCandidate || oversees),
            MayRelease = goesOn && task.Assignee is not null && ((isMine && !task.IsDelegated) || oversees),
            IsOwner = isOwner && task.IsOpen,
            MayDelegate = goesOn && (isMine || oversees),
            MayGiveBack = goesOn && task.IsDelegated && isMine,
            MayTakeBack = goesOn && task.IsDelegated && !isMine && (isOwner || oversees),
            MayEscalate = goesOn && takesPart,
            MayHandOn = goesOn && oversees,
            MayComment = task.IsOpen && takesPart,
        };
    }

    static IEnumerable<Candidate> Answerable(TaskDetail detail) =>
        [.. detail.Candidates, .. new[] { detail.Task.Assignee, detail.Task.Owner }.OfType<string>().Select(user => new Candidate(Candidate.User, user))];
}
