namespace Bpm.Runtime;

/// <summary>What a filter is to be. Its query and properties are JSON objects; what they mean is their reader's affair.</summary>
/// <param name="Owner">Null for a filter of everybody.</param>
public sealed record FilterContent(string? Name, string? Owner, string QueryJson, string PropertiesJson);
