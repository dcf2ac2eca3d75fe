using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Bpm.Web.Api.V2;

/// <summary>
/// The REST API of Camunda 8 (<c>/v2</c>), so that its SDKs, its workers and its modeler's deploy and run buttons work
/// unchanged: keys as texts, problems as RFC 7807 has them, searches with operators and cursors. What is not offered
/// answers 501 and says so.
/// </summary>
static class Camunda8
{
    public const string Root = "/v2";

    public static void MapCamunda8(this IEndpointRouteBuilder v2)
    {
        v2.MapCluster();
        v2.MapDeployments();
        v2.MapProcessDefinitions();
        v2.MapProcessInstances();
        v2.MapElementInstances();
        v2.MapJobs();
        v2.MapUserTasks();
        v2.MapMessages();
        v2.MapSignals();
        v2.MapIncidents();
        v2.MapVariables();
        v2.MapDecisions();
        v2.MapUsers();
        v2.Map("/{**path}", Missing).ExcludeFromDescription();
    }

    /// <summary>Both APIs have jobs, incidents and more: in the description they are told apart.</summary>
    public static string? SchemaId(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id
        ? type.Type.Namespace == typeof(Camunda8).Namespace ? "Camunda8" + id : id
        : null;

    /// <summary>Said of an operation that is known and waits for the engine to have it.</summary>
    public static IResult Lacks(HttpRequest request, string what) =>
        Answers.Error(501, "NotSupportedException", $"{request.Method} {request.Path} is not implemented by this server: {what}");

    static IResult Missing(HttpRequest request) => Lacks(request, "/openapi/v1.json lists what is.");
}
