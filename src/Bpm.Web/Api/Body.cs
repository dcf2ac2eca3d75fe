using System.Text.Json;

namespace Bpm.Web.Api;

/// <summary>
/// A body of JSON, whatever content type the caller names: an unset one would otherwise lead past the endpoint. No body
/// is an empty object, because clients leave it out where everything in it is optional.
/// </summary>
sealed record Body<T>(T Value) where T : class
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { MaxDepth = 128 };

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context)
    {
        try
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            var json = buffer.Length == 0 ? "{}"u8 : buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
            return new(JsonSerializer.Deserialize<T>(json, Web) ?? JsonSerializer.Deserialize<T>("{}"u8, Web)!);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("Expected a JSON body that fits this call.", 400, e);
        }
    }
}
