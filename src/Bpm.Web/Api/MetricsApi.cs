using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>How much was done, counted from what was done; and what happened at each element of a definition.</summary>
static class MetricsApi
{
    static readonly (string Name, Figure Figure)[] Known =
    [
        ("root-process-instance-start", Figure.RootInstancesStarted), ("process-instances", Figure.RootInstancesStarted),
        ("activity-instance-start", Figure.ElementsStarted), ("flow-node-instances", Figure.ElementsStarted), ("activity-instance-end", Figure.ElementsEnded),
        ("executed-decision-instances", Figure.DecisionsMade), ("decision-instances", Figure.DecisionsMade),
        ("unique-task-workers", Figure.PeopleWithTasks), ("task-users", Figure.PeopleWithTasks), ("job-failed", Figure.IncidentsRaised),
    ];

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/metrics/{name}/sum", Sum).WithTags("Metrics").WithSummary("How much was done between startDate and endDate").Produces<SumDto>().ProducesError(400, 403, 404);
        routes.MapGet("/history/process-definition/{id}/statistics", Past).WithTags("Historic Process Definition")
            .WithSummary("What has happened at each element of a definition").Produces<ElementPastDto[]>();
    }

    static async Task<IResult> Sum(string name, string? startDate, string? endDate, Caller caller, Figures reads, CancellationToken ct)
    {
        if (!caller.Actor.IsAny(Role.Operator, Role.Manager)) return Answers.Error(403, "AuthorizationException", "To read figures the role Operator or Manager is needed, which you do not have. Ask an administrator.");
        var known = Array.Find(Known, k => k.Name == name);
        if (known.Name is null) return Answers.Error(404, "InvalidRequestException", $"Expected one of the metrics {string.Join(", ", Known.Select(k => k.Name))}, but found '{name}'.");
        return Read(startDate, out var from) && Read(endDate, out var before)
            ? Results.Ok(new SumDto(await reads.Count(known.Figure, from, before, ct)))
            : Answers.Invalid("Expected startDate and endDate to be dates such as 2026-01-31T12:00:00.000+0000.");
    }

    static async Task<IResult> Past(PathKey id, bool? canceled, bool? finished, DefinitionActivity reads, CancellationToken ct) =>
        Results.Ok((await reads.Past(id.Value, ct)).Where(e => e.Active > 0 || (finished == true && e.Finished > 0) || (canceled == true && e.Cancelled > 0))
            .Select(e => new ElementPastDto(e.ElementId, e.Active, canceled == true ? e.Cancelled : 0, finished == true ? e.Finished : 0, 0, 0, 0, 0)));

    static bool Read(string? text, out DateTimeOffset? date)
    {
        date = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!EngineDate.TryRead(text, out var read)) return false;
        date = read;
        return true;
    }
}

sealed record SumDto(int Result);

sealed record ElementPastDto(
    string Id, int Instances, int Canceled, int Finished, int CompleteScope, int OpenIncidents, int ResolvedIncidents, int DeletedIncidents);
