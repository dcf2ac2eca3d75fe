using Bpm.Engine;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>Ad-hoc subprocesses, which Camunda 7 does not run: people choose what is done next.</summary>
static class AdHocApi
{
    public static void MapAdHoc(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/process-instances/{id}/ad-hoc", Enabled).WithTags("Ad-hoc").WithSummary("What may be started in the ad-hoc subprocesses of an instance").Produces<EnabledActivityDto[]>();
        var scope = routes.MapGroup("/ad-hoc/{id}").WithTags("Ad-hoc");
        scope.MapPost("/start", Start).WithSummary("Start an activity of an ad-hoc subprocess").ProducesDone(400, 403, 404, 409);
        scope.MapPost("/complete", Complete).WithSummary("Complete an ad-hoc subprocess; what is open in it is ended").ProducesDone(403, 404);
    }

    static async Task<IResult> Enabled(PathKey id, ProcessEngine engine, CancellationToken ct) =>
        Results.Ok((await engine.EnabledAdHocActivities(InstanceKey.Of(Math.Max(0, id.Value)), ct)).Select(a =>
            new EnabledActivityDto(PathKey.Write(a.ScopeKey), a.SubProcessId, a.ElementId, a.Name, a.Active)));

    static async Task<IResult> Start(PathKey id, Body<StartActivityDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.Value.ActivityId)) return Answers.Invalid("Expected an activityId, but there is none.");
        return VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)
            ? Answers.Of(await engine.StartAdHocActivity(caller.Actor, id.Value, body.Value.ActivityId, variables, ct))
            : Answers.Invalid(problem);
    }

    static async Task<IResult> Complete(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.CompleteAdHoc(caller.Actor, id.Value, ct));
}

sealed record StartActivityDto(string? ActivityId, IReadOnlyDictionary<string, VariableDto>? Variables);

/// <param name="Id">The ad-hoc subprocess's element instance, which start and complete take.</param>
sealed record EnabledActivityDto(string Id, string SubProcessId, string ActivityId, string? ActivityName, int Active);
