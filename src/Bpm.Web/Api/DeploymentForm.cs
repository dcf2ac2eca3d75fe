using Bpm.Runtime;
using Microsoft.OpenApi;

namespace Bpm.Web.Api;

/// <summary>
/// The upload as Camunda Modeler sends it: settings as form fields, and one part per file. A part is a file when it
/// has a file name; the name is what the deployed resource is called.
/// </summary>
sealed record DeploymentForm(string? Name, string? Source, bool FilterDuplicates, IReadOnlyList<IFormFile> Files, string? Refusal)
{
    public static DeploymentForm Of(IFormCollection form) => new(
        Text(form, "deployment-name"), Text(form, "deployment-source"),
        IsTrue(form, "enable-duplicate-filtering") || IsTrue(form, "deploy-changed-only"), [.. form.Files],
        Text(form, "tenant-id") is { } tenant ? $"Expected no tenant-id, because there are no tenants here, but found '{tenant}'."
        : Text(form, "deployment-activation-time") is not null ? "Expected no deployment-activation-time: it is not supported. Deploy when the process shall be active."
        : null);

    public async Task<DeploymentRequest> ToRequest(CancellationToken cancellation)
    {
        var files = new List<DeploymentFile>(Files.Count);
        foreach (var file in Files)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancellation);
            files.Add(new(NameOf(file), content.ToArray()));
        }
        return new(Name ?? files.FirstOrDefault()?.Name ?? "", Source, files, FilterDuplicates);
    }

    // Browsers and tools may send a whole path.
    static string NameOf(IFormFile file)
    {
        var name = string.IsNullOrEmpty(file.FileName) ? file.Name : file.FileName;
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    static bool IsTrue(IFormCollection form, string name) => "true".Equals(Text(form, name), StringComparison.OrdinalIgnoreCase);

    static string? Text(IFormCollection form, string name) =>
        form.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString().Trim() : null;

    public static Task Describe(OpenApiOperation operation) => UploadShape.Describe(
        operation,
        ("deployment-name", UploadShape.Text),
        ("deployment-source", UploadShape.Text),
        ("enable-duplicate-filtering", new OpenApiSchema { Type = JsonSchemaType.Boolean }),
        ("*", UploadShape.File("A file, in a part of its name.")));
}
