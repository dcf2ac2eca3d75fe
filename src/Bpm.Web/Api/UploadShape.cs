using Microsoft.OpenApi;

namespace Bpm.Web.Api;

/// <summary>Describes the parts of an upload. Declared as accepted content they would send every other content type past the endpoint.</summary>
static class UploadShape
{
    public static OpenApiSchema Text => new() { Type = JsonSchemaType.String };

    public static OpenApiSchema File(string description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };

    public static Task Describe(OpenApiOperation operation, params IReadOnlyList<(string Name, IOpenApiSchema Schema)> parts)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = parts.ToDictionary(p => p.Name, p => p.Schema) },
                },
            },
        };
        return Task.CompletedTask;
    }
}
