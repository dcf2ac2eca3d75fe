namespace Bpm.Storage;

/// <summary>Deployed form-js schemas, found as a form reference binds them.</summary>
public sealed class Forms(Database database)
{
    const string Columns = "SELECT f.form_key, f.form_id, f.version, f.deployment_key, f.schema_json FROM form f\n";
    const string LatestVersion = Columns + "WHERE f.form_id = @formId ORDER BY f.version DESC";

    // A form that was deployed unchanged keeps its version, whose deployment is an older one: then its file tells which it is.
    const string OfDeployment = Columns + """
        WHERE f.form_id = @formId
          AND (f.deployment_key = @deploymentKey OR f.content_hash IN (SELECT r.content_hash FROM resource r WHERE r.deployment_key = @deploymentKey))
        ORDER BY f.version DESC
        """;

    const string OfVersion = Columns + "WHERE f.form_id = @formId AND f.version = @version";

    public async Task<FormRow?> Latest(string formId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<FormRow>(LatestVersion, new { formId }, cancellation);
    }

    /// <summary>The form deployed together with a process.</summary>
    public async Task<FormRow?> InDeployment(string formId, long deploymentKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<FormRow>(OfDeployment, new { formId, deploymentKey }, cancellation);
    }

    public async Task<FormRow?> Version(string formId, int version, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<FormRow>(OfVersion, new { formId, version }, cancellation);
    }
}

public sealed record FormRow
{
    public required long FormKey { get; init; }
    public required string FormId { get; init; }
    public required int Version { get; init; }
    public required long DeploymentKey { get; init; }
    public required string SchemaJson { get; init; }
}
