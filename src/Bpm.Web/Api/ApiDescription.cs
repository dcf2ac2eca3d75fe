using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bpm.Web.Api;

/// <summary>What the OpenAPI document says about the whole, and how callers sign in.</summary>
sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Bpm",
            Version = "v1",
            Description = "Process engine and task inbox. /engine-rest speaks the REST API of Camunda 7, /v2 that of Camunda 8; /api holds what neither has words for.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["basic"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "basic" };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("basic", document)] = [] }];
        return Task.CompletedTask;
    }
}
