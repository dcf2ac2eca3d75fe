using System.Text;
using System.Text.Json.Nodes;

namespace Bpm.Web.Tests.Injection;

/// <summary>An operation as the server's own description has it, and requests that put a text at some of its places.</summary>
sealed class RestOperation
{
    readonly string _path;
    readonly IReadOnlyList<string> _query;
    readonly JsonNode? _body;
    readonly JsonNode _document;

    RestOperation(string method, string path, JsonNode operation, JsonNode document)
    {
        (Method, _path, _document) = (method, path, document);
        _query = [.. (operation["parameters"]?.AsArray() ?? []).Where(p => (string?)p!["in"] == "query").Select(p => (string)p!["name"]!)];
        _body = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        List<string> texts = [.. Segments.Select(s => "path:" + s), .. _query.Select(q => "query:" + q)];
        if (IsAttachment) texts.AddRange(AttachmentParts.Select(part => "form:" + part));
        if (IsUpload) texts.AddRange("form:deployment-name", "form:deployment-source", "form:file-name", "form:file-content");
        if (_body is not null) Fill(_body, "body:", new HashSet<string>(), "", texts);
        Texts = texts;
    }

    public string Method { get; }

    public string Name => $"{Method} {_path}";

    /// <summary>Where a text can go: <c>path:{id}</c>, <c>query:name</c>, <c>body:variables.*.value</c>.</summary>
    public IReadOnlyList<string> Texts { get; }

    bool IsUpload => _path.EndsWith("/deployment/create", StringComparison.Ordinal) || _path == "/v2/deployments";

    static readonly string[] AttachmentParts = ["attachment-name", "attachment-description", "attachment-type", "url", "content"];

    bool IsAttachment => _path.EndsWith("/attachment/create", StringComparison.Ordinal);

    IEnumerable<string> Segments => _path.Split('/').Where(s => s.StartsWith('{'));

    public static IReadOnlyList<RestOperation> AllOf(JsonNode document) =>
        [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(o => o.Key is "get" or "post" or "put" or "delete").Select(o => new RestOperation(o.Key, path.Key, o.Value!, document)))];

    public async Task<HttpRequestMessage> Request(string payload, IReadOnlySet<string> places, Func<string, Task<string>> idOf)
    {
        var segments = _path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (!segments[i].StartsWith('{')) continue;
            segments[i] = Uri.EscapeDataString(places.Contains("path:" + segments[i]) ? payload : await idOf(KindOf(segments[i], segments[i - 1])));
        }
        var query = _query.Where(q => places.Contains("query:" + q)).Select(q => $"{q}={Uri.EscapeDataString(payload)}").ToList();
        var address = string.Join('/', segments) + (query.Count > 0 ? "?" + string.Join('&', query) : "");
        return new HttpRequestMessage(new HttpMethod(Method), address) { Content = Content(payload, places) };
    }

    HttpContent? Content(string payload, IReadOnlySet<string> places)
    {
        if (IsAttachment)
        {
            var parts = new MultipartFormDataContent();
            foreach (var part in AttachmentParts.Where(part => places.Contains("form:" + part) && part != "content")) parts.Add(new StringContent(payload), part);
            if (!places.Contains("form:url")) parts.Add(new StringContent(places.Contains("form:content") ? payload : "x"), "content", "x.txt");
            return parts;
        }
        if (!IsUpload)
            return _body is null ? null : new StringContent(Fill(_body, "body:", places, payload, null)?.ToJsonString() ?? "{}", Encoding.UTF8, "application/json");
        var form = new MultipartFormDataContent
        {
            { new StringContent(places.Contains("form:deployment-name") ? payload : "x"), "deployment-name" },
            { new StringContent(places.Contains("form:deployment-source") ? payload : "x"), "deployment-source" },
        };
        var name = places.Contains("form:file-name") ? string.Concat(payload.Where(c => c is > ' ' and not ('"' or '\\'))) : "x";
        form.Add(new StringContent(places.Contains("form:file-content") ? payload : "<x/>"), name, name + ".bpmn");
        return form;
    }

    /// <summary>A body with the text at the chosen places and what an operation cannot do without; lists all places when asked to.</summary>
    JsonNode? Fill(JsonNode schema, string place, IReadOnlySet<string> chosen, string payload, List<string>? all, int depth = 0)
    {
        schema = Resolved(schema);
        if (depth > 6) return null;
        if (schema["properties"] is JsonObject properties)
        {
            var filled = new JsonObject();
            foreach (var (name, inner) in properties)
                if (Fill(inner!, $"{place}{(place.EndsWith(':') ? "" : ".")}{name}", chosen, payload, all, depth + 1) is { } value) filled[name] = value;
            return filled.Count > 0 ? filled : null;
        }
        if (schema["additionalProperties"] is JsonObject entry)
        {
            all?.Add(place + ".*");
            var value = Fill(entry, place + ".*", chosen, payload, all, depth + 1);
            return chosen.Contains(place + ".*") ? new JsonObject { [payload] = value ?? new JsonObject() } : value is null ? null : new JsonObject { ["text"] = value };
        }
        if (schema["items"] is { } items) return Fill(items, place, chosen, payload, all, depth + 1) is { } item ? new JsonArray(item) : null;
        if (TypesOf(schema) is { Count: > 0 } types && !types.Contains("string")) return null;
        all?.Add(place);
        return chosen.Contains(place) ? payload : place switch
        {
            "body:workerId" => "w",
            "body:topics.topicName" => "rest-doors",
            "body:reason" or "body:message" => "x",
            "body:userId" or "body:assignee" => "ben",
            "body:processDefinitionId" or "body:decisionDefinitionId" => "rest-doors",
            "body:type" => "rest-doors",
            "body:resourceType" => "Task",
            "body:due" => "2035-01-31T12:00:00.000+0000",
            _ => null,
        };
    }

    JsonNode Resolved(JsonNode schema)
    {
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray either) schema = either.First(s => (string?)s!["type"] != "null")!;
        return (string?)schema["$ref"] is { } reference ? _document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]! : schema;
    }

    static IReadOnlyList<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(t => (string)t!)],
        JsonValue one => [(string)one!],
        _ => [],
    };

    string KindOf(string segment, string before) => (segment, before) switch
    {
        ("{userId}", _) => "user",
        ("{groupId}", _) => "group",
        ("{operationId}", _) => "operation",
        (_, "detail") => "detail",
        ("{key}", _) => "processKey",
        ("{name}" or "{variableName}", _) => "variable",
        ("{resourceId}", _) => "resource",
        ("{commentId}", _) => "comment",
        ("{attachmentId}", _) => "attachment",
        (_, "variable-instance") => "variableInstance",
        (_, "job-log" or "external-task-log") => "logEntry",
        ("{username}", _) => "user",
        (_, "task" or "tasks" or "user-tasks") => "task",
        (_, "process-instance" or "process-instances") => "processInstance",
        (_, "execution" or "ad-hoc") => "task",
        (_, "process-definition" or "process-definitions") => "definition",
        (_, "deployment") => "deployment",
        (_, "external-task") => "externalTask",
        (_, "jobs") => "externalTask",
        (_, "job") => "job",
        (_, "job-definition") => "jobDefinition",
        (_, "hooks") => "webhook",
        (_, "incident" or "incidents") => "incident",
        (_, "activity-instance" or "element-instances") => "activity",
        (_, "decision-definition" or "decision-definitions") => "decision",
        (_, "decision-instance") => "evaluation",
        (_, "filter") => "filter",
        _ => $"{segment} of {_path}",
    };
}
