using System.Text.Json;
using Bpm.Feel;

namespace Bpm.Web.Api;

/// <summary>
/// A file as a variable: the context <c>{name, contentType, content}</c>, the content in Base64, which connectors and expressions
/// take as well. To clients of Camunda 7 it is a value of type File, whose bytes they fetch by themselves.
/// </summary>
sealed record FileVariable(string Name, string ContentType, byte[] Content)
{
    const string AnyType = "application/octet-stream";
    const string Charset = "; charset=";

    string MimeType => ContentType.Split(Charset, 2)[0];

    string? Encoding => ContentType.Split(Charset, 2) is [_, var charset] ? charset : null;

    /// <summary>Camunda 7 writes mimeType; its own JavaScript client reads and writes mimetype.</summary>
    public IReadOnlyDictionary<string, string> Info
    {
        get
        {
            var info = new Dictionary<string, string> { ["filename"] = Name, ["mimeType"] = MimeType, ["mimetype"] = MimeType };
            if (Encoding is { } encoding) info["encoding"] = encoding;
            return info;
        }
    }

    /// <summary>Null when the context is not a file and nothing else.</summary>
    public static FileVariable? Of(FeelContext context)
    {
        if (context.Entries.Count() != 3 || Text(context, "name") is not { } name || Text(context, "contentType") is not { } type || Text(context, "content") is not { } content) return null;
        var bytes = new byte[content.Length * 3 / 4 + 3];
        return Convert.TryFromBase64String(content, bytes, out var length) ? new(name, type, bytes[..length]) : null;
    }

    public static FeelValue? Read(VariableDto variable, ref string why)
    {
        var content = variable.Value.ValueKind == JsonValueKind.String ? variable.Value.GetString()! : null;
        if (content is null || !Convert.TryFromBase64String(content, new byte[content.Length * 3 / 4 + 3], out _))
        {
            why = "expected the content of a file in Base64.";
            return null;
        }
        if (Text(variable.ValueInfo, "filename") is not { Length: > 0 } name)
        {
            why = "expected a valueInfo with the filename of a file.";
            return null;
        }
        var type = Text(variable.ValueInfo, "mimeType") ?? Text(variable.ValueInfo, "mimetype") ?? AnyType;
        if (name.Any(char.IsControl) || type.Any(char.IsControl))
        {
            why = "expected a filename and a mimeType without line breaks.";
            return null;
        }
        return Make(name, type, Text(variable.ValueInfo, "encoding"), content);
    }

    public static FeelContext Make(string name, string? type, string? encoding, string base64) => FeelContext.Of(
        ("name", new FeelString(name)),
        ("contentType", new FeelString((type ?? AnyType) + (string.IsNullOrEmpty(encoding) || encoding.Any(char.IsControl) ? "" : Charset + encoding))),
        ("content", new FeelString(base64)));

    /// <summary>The bytes of a value: those of a file, or the JSON of an object.</summary>
    public static IResult Data(FeelValue value, string name) => value switch
    {
        FeelContext context when Of(context) is { } file => Results.File(file.Content, SafeType(file.ContentType), file.Name),
        FeelContext or FeelList => Results.Bytes(System.Text.Encoding.UTF8.GetBytes(FeelJson.ToJson(value)), AnyType),
        _ => Answers.Invalid($"Value of variable with name {name} is not a binary value."),
    };

    // A browser that is sent here must not take an uploaded page for one of this site's.
    static string SafeType(string type) =>
        System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType is not null
        && !parsed.MediaType.Contains("html", StringComparison.OrdinalIgnoreCase) && !parsed.MediaType.Contains("xml", StringComparison.OrdinalIgnoreCase)
        && !parsed.MediaType.Contains("script", StringComparison.OrdinalIgnoreCase)
            ? parsed.ToString()
            : AnyType;

    static string? Text(FeelContext context, string name) => context.TryGet(name, out var part) && part is FeelString text ? text.Value : null;

    static string? Text(JsonElement info, string name) =>
        info.ValueKind == JsonValueKind.Object && info.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
