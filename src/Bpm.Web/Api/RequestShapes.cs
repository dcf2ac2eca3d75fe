using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bpm.Web.Api;

/// <summary>Describes what <see cref="Search{T}"/> reads from the address and <see cref="Body{T}"/> from the body.</summary>
sealed class RequestShapes : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var parameters = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().SelectMany(m => m.GetParameters()).Select(p => p.ParameterType);
        foreach (var type in parameters.Where(t => t.IsGenericType))
        {
            var shape = type.GetGenericArguments()[0];
            if (type.GetGenericTypeDefinition() == typeof(Search<>)) AddQuery(operation, shape);
            if (type.GetGenericTypeDefinition() == typeof(Body<>)) await SetBody(operation, shape, context, cancellationToken);
        }
    }

    static void AddQuery(OpenApiOperation operation, Type filter)
    {
        operation.Parameters ??= [];
        foreach (var property in filter.GetProperties().Where(p => p.Name is not (nameof(ListFilter.Others) or nameof(ListFilter.Sorting))))
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                In = ParameterLocation.Query,
                Schema = new OpenApiSchema { Type = TypeOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) },
            });
    }

    static async Task SetBody(OpenApiOperation operation, Type dto, OpenApiOperationTransformerContext context, CancellationToken cancellation) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(dto, null, cancellation) },
            },
        };

    // Lists are written with commas between their items, so they are texts in an address.
    static JsonSchemaType TypeOf(Type type) =>
        type == typeof(bool) ? JsonSchemaType.Boolean : type == typeof(int) ? JsonSchemaType.Integer : JsonSchemaType.String;
}
