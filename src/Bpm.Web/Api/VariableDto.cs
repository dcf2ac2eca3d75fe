using System.Text.Json;

namespace Bpm.Web.Api;

/// <summary>A variable as a client sends it. Without a type the JSON value decides.</summary>
record VariableDto
{
    public JsonElement Value { get; init; }
    public string? Type { get; init; }
    public JsonElement ValueInfo { get; init; }
}

/// <summary>A variable as it is answered.</summary>
sealed record VariableValueDto(string Type, object? Value, IReadOnlyDictionary<string, string> ValueInfo);
