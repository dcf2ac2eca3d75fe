using Bpm.Storage;
using Bpm.Web.Api.V2;
using Bpm.Web.Forms;
using Bpm.Web.Hooks;
using Bpm.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bpm.Web.Api;

/// <summary>
/// The API of programs: under <c>/engine-rest</c> with the paths and JSON of Camunda 7, so that its clients, its modeler's
/// deploy button and its forks' tools work unchanged, under <c>/v2</c> with those of Camunda 8,
/// and under <c>/api</c> what neither has words for.
/// </summary>
static class EngineRest
{
    public const string Root = "/engine-rest";
    const string Own = "/api";

    /// <summary>A body of JSON; uploads have their own limit.</summary>
    const long LargestBody = 8 * 1024 * 1024;

    public static IServiceCollection AddEngineRest(this IServiceCollection services)
    {
        services.AddApiAccess();
        services.AddReads();
        services.TryAddSingleton<WorkFetch>();
        // Bodies and parameters that cannot be read reach ApiErrors with their reason, instead of an empty 400.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = DeploymentApi.LargestUpload);
        services.AddOpenApi("v1", o =>
        {
            o.CreateSchemaReferenceId = Camunda8.SchemaId;
            o.ShouldInclude = described => IsForPrograms("/" + described.RelativePath);
            o.AddDocumentTransformer<ApiDescription>().AddOperationTransformer<RequestShapes>();
        });
        return services;
    }

    public static void MapEngineRest(this WebApplication app)
    {
        app.UseWhen(c => IsForPrograms(c.Request.Path), api => api.UseMiddleware<ApiErrors>());
        app.UseWhen(c => TakesIdempotencyKeys(c.Request.Path), api => api.UseMiddleware<IdempotentRequests>());
        var rest = Group(app, Root);
        rest.MapVersion();
        rest.MapDeployments();
        rest.MapDefinitions();
        rest.MapDecisions();
        rest.MapInstances();
        rest.MapModifications();
        rest.MapSuspensions();
        rest.MapTasks();
        rest.MapTaskEvents();
        rest.MapFilters();
        rest.MapMessages();
        rest.MapSignals();
        rest.MapExecutions();
        rest.MapExternalTasks();
        rest.MapJobs();
        rest.MapJobChanges();
        rest.MapJobDefinitions();
        rest.MapIncidents();
        rest.MapElementHistory();
        rest.MapInstanceHistory();
        rest.MapDecisionHistory();
        rest.MapTaskHistory();
        rest.MapVariableHistory();
        rest.MapVariableInstances();
        rest.MapIncidentHistory();
        rest.MapJobLogs();
        rest.MapHistoryDetails();
        rest.MapOperationLog();
        rest.MapMetrics();
        rest.MapPeople();
        rest.MapPeopleAdministration();
        rest.MapPeopleChanges();
        // What would else be taken for an id.
        foreach (var path in (string[])["deployment/registered", "history/process-instance/report"])
            rest.MapGet("/" + path, (HttpRequest request) => Missing(request, path)).ExcludeFromDescription();
        rest.Map("/{**path}", Missing).ExcludeFromDescription();
        Group(app, Camunda8.Root).MapCamunda8();
        var own = Group(app, Own);
        own.MapEscalations();
        own.MapAdHoc();
        own.MapPublications();
        if (app.Services.GetRequiredService<Runtime.BpmOptions>().TestClock) own.MapTestClock();
        own.Map("/{**path}", Unknown).ExcludeFromDescription();
        app.MapWebhooks();
        app.MapReadiness();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapGet("/.well-known/camunda-automation-platform/webapps", WebApps).AllowAnonymous().ExcludeFromDescription();
    }

    static RouteGroupBuilder Group(WebApplication app, string root) =>
        app.MapGroup(root).RequireAuthorization(ApiAccess.Policy).AddEndpointFilter(ApiAccess.RefuseForgery)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));

    static bool IsForPrograms(PathString path) =>
        TakesIdempotencyKeys(path) || path.StartsWithSegments(WebhookApi.Root) || path.StartsWithSegments("/health/ready");

    static bool TakesIdempotencyKeys(PathString path) =>
        path.StartsWithSegments(Root) || path.StartsWithSegments(Own) || path.StartsWithSegments(Camunda8.Root);

    // A modeler shows these as links after a deployment.
    static IResult WebApps(HttpRequest request)
    {
        var root = $"{request.Scheme}://{request.Host}{request.PathBase}/";
        return Results.Json(new { adminUrl = root, cockpitUrl = root, tasklistUrl = root + "inbox" }, contentType: "application/json");
    }

    static IResult Missing(HttpRequest request, string path) => Answers.Error(501, "NotSupportedException",
        $"{request.Method} {Root}/{path} is not offered by this server. /openapi/v1.json and .docs/engine-rest.md list what is.");

    static IResult Unknown(HttpRequest request, string path) => Answers.Error(404, "InvalidRequestException",
        $"{request.Method} {Own}/{path} is nothing that this server has. /openapi/v1.json lists what there is.");

    static void AddReads(this IServiceCollection services)
    {
        services.TryAddSingleton<DeployedDefinitions>();
        services.TryAddSingleton<FormLookup>();
        services.TryAddSingleton<Ending>();
        services.TryAddSingleton<Deciding>();
        services.TryAddSingleton<TaskDescription>();
        services.TryAddSingleton<Attachments>();
        services.TryAddSingleton<Storage.Definitions>();
        services.TryAddSingleton<Storage.Deployments>();
        services.TryAddSingleton<DecisionDefinitions>();
        services.TryAddSingleton<DecisionEvaluations>();
        services.TryAddSingleton<ElementHistory>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<DefinitionActivity>();
        services.TryAddSingleton<Storage.Escalations>();
        services.TryAddSingleton<Figures>();
        services.TryAddSingleton<Storage.Forms>();
        services.TryAddSingleton<Storage.Inbox>();
        services.TryAddSingleton<Storage.Incidents>();
        services.TryAddSingleton<InstanceOverview>();
        services.TryAddSingleton<Storage.Jobs>();
        services.TryAddSingleton<JobLog>();
        services.TryAddSingleton<JobRules>();
        services.TryAddSingleton<JobDefinitionList>();
        services.TryAddSingleton<Storage.Messages>();
        services.TryAddSingleton<PeopleReads>();
        services.TryAddSingleton<SavedFilters>();
        services.TryAddSingleton<SchemaCheck>();
        services.TryAddSingleton<Subscriptions>();
        services.TryAddSingleton<TaskDetails>();
        services.TryAddSingleton<Timeline>();
        services.TryAddSingleton<UserTasks>();
        services.TryAddSingleton<Variables>();
        services.TryAddSingleton<VariableUpdates>();
    }
}
