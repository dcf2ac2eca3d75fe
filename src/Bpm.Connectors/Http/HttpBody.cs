using System.Net.Http.Headers;
using System.Text;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>What a request carries. A body is made anew for each send, for a content is used up by it.</summary>
static class HttpBody
{
    public static readonly string[] Types = ["auto", "json", "text", "form", "multipart", "file"];

    public static HttpContent? Read(JobSettings settings)
    {
        if (settings.Value("body") is not { } body) return null;
        HttpContent content = settings.OneOf("bodyType", "auto", Types) switch
        {
            "form" => new FormUrlEncodedContent(Parts(body).Select(p => KeyValuePair.Create(p.Key, p.Value.Text))),
            "multipart" => Multipart(body),
            "file" => File(FileValue.Read(body, "the body")),
            "text" => Text(body.Text, "text/plain"),
            "json" => Text(settings.Static("body") ?? FeelJson.ToJson(body), "application/json"),
            // What the model writes down is JSON if it looks so; a text of data stays one.
            _ when body is FeelString => Text(body.Text, settings.Static("body")?.TrimStart() is ['{' or '[', ..] ? "application/json" : "text/plain"),
            _ => Text(FeelJson.ToJson(body), "application/json"),
        };
        if (settings.Static("contentType") is { } type && content is not MultipartContent)
            content.Headers.ContentType = MediaTypeHeaderValue.TryParse(type, out var parsed) ? parsed
                : throw new SettingException($"Expected the setting 'contentType' to be a media type such as application/xml, but it is '{type}'.");
        return content;
    }

    static StringContent Text(string text, string type) => new(text, Encoding.UTF8, type);

    static ByteArrayContent File(FileValue file)
    {
        var content = new ByteArrayContent(file.Content);
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.ContentType, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    static MultipartFormDataContent Multipart(FeelValue body)
    {
        var multipart = new MultipartFormDataContent();
        foreach (var (name, value) in Parts(body))
        {
            if (name.Any(c => char.IsControl(c) || c == '"')) throw new SettingException("Expected names of parts without quotes and line breaks, but one has some.");
            if (FileValue.IsFile(value) && FileValue.Read(value, $"the part '{name}'") is var file) multipart.Add(File(file), name, file.Name);
            else multipart.Add(new StringContent(value.Text), name);
        }
        return multipart;
    }

    static IEnumerable<KeyValuePair<string, FeelValue>> Parts(FeelValue body) =>
        body is FeelContext context ? context.Entries.Where(e => e.Value is not FeelNull)
        : throw new SettingException($"Expected the body to be a context of names and values for this 'bodyType', but it is a {body.TypeName}.");
}
