using System.Text;
using Bpm.Feel;
using Dapper;

namespace Bpm.Storage;

/// <summary>Which work of a topic a worker takes: what is set must hold; nothing set means all of it.</summary>
public sealed record WorkRestriction
{
    public static WorkRestriction None { get; } = new();

    public string? BusinessKey { get; init; }

    /// <summary>Empty for every version of every process.</summary>
    public IReadOnlyList<long> DefinitionKeys { get; init; } = [];

    /// <summary>Empty for every process.</summary>
    public IReadOnlyList<string> ProcessIds { get; init; } = [];

    public string? VersionTag { get; init; }

    /// <summary>Variables of the process instance itself that must have these values.</summary>
    public IReadOnlyList<(string Name, FeelValue Value)> Variables { get; init; } = [];

    public bool IsNone => BusinessKey is null && VersionTag is null && DefinitionKeys.Count == 0 && ProcessIds.Count == 0 && Variables.Count == 0;

    /// <summary>The conditions on a row of the job table, whose parameters are added.</summary>
    internal IEnumerable<string> Conditions(DynamicParameters parameters)
    {
        if (BusinessKey is not null)
        {
            parameters.Add("businessKey", BusinessKey);
            yield return "EXISTS (SELECT 1 FROM process_instance i WHERE i.instance_key = job.instance_key AND i.business_key = @businessKey)";
        }

        if (VersionTag is not null)
        {
            parameters.Add("versionTag", VersionTag);
            yield return "EXISTS (SELECT 1 FROM process_definition d WHERE d.definition_key = job.definition_key AND d.version_tag = @versionTag)";
        }

        if (DefinitionKeys.Count > 0)
        {
            yield return $"({AnyOf("job.definition_key", "definition", DefinitionKeys, parameters)})";
        }

        if (ProcessIds.Count > 0)
        {
            yield return $"EXISTS (SELECT 1 FROM process_definition d WHERE d.definition_key = job.definition_key AND ({AnyOf("d.process_id", "process", ProcessIds, parameters)}))";
        }

        for (var i = 0; i < Variables.Count; i++)
        {
            parameters.Add($"name{i}", Variables[i].Name);
            parameters.Add($"value{i}", Encoding.UTF8.GetString(StoredJson.Write(Variables[i].Value, static (w, v) => FeelJson.Write(w, v, tagged: true))));
            yield return $"EXISTS (SELECT 1 FROM variable v WHERE v.scope_key = job.instance_key AND v.name = @name{i} AND v.value_json = @value{i})";
        }
    }

    static string AnyOf<T>(string column, string name, IReadOnlyList<T> values, DynamicParameters parameters)
    {
        for (var i = 0; i < values.Count; i++)
        {
            parameters.Add(name + i, values[i]);
        }

        return string.Join(" OR ", values.Select((_, i) => $"{column} = @{name}{i}"));
    }
}
