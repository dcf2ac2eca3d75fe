using System.Text.Json.Serialization;

namespace Bpm.Web.Shared;

/// <summary>What a form-js form gave when it was sent: its data as JSON, and the browser's own verdict by field key.</summary>
public sealed record FormSubmission(
    [property: JsonPropertyName("data")] string DataJson,
    IReadOnlyDictionary<string, string[]> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
