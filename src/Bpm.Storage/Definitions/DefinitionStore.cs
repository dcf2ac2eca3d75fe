using Dapper;

namespace Bpm.Storage;

/// <summary>Deployed process definitions and forms; what is deployed together is stored together.</summary>
sealed class DefinitionStore(Database database, CommitQueue writer, KeySource keys)
{
    const string Columns =
        """
        definition_key AS DefinitionKey, process_id AS ProcessId, version AS Version, version_tag AS VersionTag, name AS Name,
        resource_key AS ResourceKey, deployment_key AS DeploymentKey, is_latest AS IsLatest, is_startable AS IsStartable, history_days AS HistoryDays
        """;

    const string ByKey = "SELECT " + Columns + " FROM process_definition WHERE definition_key = @key";

    const string LatestOf = "SELECT " + Columns + " FROM process_definition WHERE process_id = @process ORDER BY version DESC {limit @max}";

    const string OfVersionNumber = "SELECT " + Columns + " FROM process_definition WHERE process_id = @process AND version = @version";

    const string OfVersionTag =
        "SELECT " + Columns + " FROM process_definition WHERE process_id = @process AND version_tag = @tag ORDER BY version DESC {limit @max}";

    // As with forms: what was deployed unchanged keeps its older deployment, and its file tells which version it is.
    const string BesideDefinition = "SELECT " + Columns +
        """
         FROM process_definition
        WHERE process_id = @process
          AND (deployment_key IN (SELECT b.deployment_key FROM process_definition b WHERE b.definition_key = @beside)
               OR content_hash IN (SELECT r.content_hash FROM resource r JOIN process_definition b ON b.deployment_key = r.deployment_key WHERE b.definition_key = @beside))
        ORDER BY version DESC
        {limit @max}
        """;

    const string AllLatest = "SELECT " + Columns + " FROM process_definition WHERE is_latest = 1 ORDER BY process_id";

    const string ResourceOf =
        """
        SELECT r.name AS Name, r.content AS Content
        FROM process_definition d JOIN resource r ON r.resource_key = d.resource_key
        WHERE d.definition_key = @key
        """;

    const string StartedBy =
        """
        SELECT s.definition_key AS DefinitionKey, s.start_event_id AS StartEventId
        FROM message_start s JOIN process_definition d ON d.definition_key = s.definition_key
        WHERE s.message_name = @message AND CASE WHEN d.suspended_at IS NULL THEN 0 ELSE 1 END = @suspended
        ORDER BY s.definition_key, s.start_event_id
        """;

    const string Hearing =
        """
        SELECT s.definition_key AS DefinitionKey, s.start_event_id AS StartEventId
        FROM signal_start s JOIN process_definition d ON d.definition_key = s.definition_key
        WHERE s.signal_name = @signal AND d.suspended_at IS NULL
        ORDER BY s.definition_key, s.start_event_id
        """;

    const string FormColumns =
        "form_key AS FormKey, form_id AS FormId, version AS Version, deployment_key AS DeploymentKey, schema_json AS SchemaJson";

    const string FormLatest = "SELECT " + FormColumns + " FROM form WHERE form_id = @form ORDER BY version DESC {limit @max}";

    const string FormVersion = "SELECT " + FormColumns + " FROM form WHERE form_id = @form AND version = @version";

    // A form that was deployed unchanged keeps its version, whose deployment is an older one: then its file tells which it is.
    const string FormDeployment = "SELECT " + FormColumns +
        """
         FROM form
        WHERE form_id = @form
          AND (deployment_key = @deployment OR content_hash IN (SELECT content_hash FROM resource WHERE deployment_key = @deployment))
        ORDER BY version DESC
        """;

    /// <summary>
    /// Stores what is new of a deployment in one transaction. The new version's message starts and start timers take the place
    /// of those of the version before; running instances keep theirs.
    /// </summary>
    public async Task<StoredDeployment> Deploy(NewDeployment deployment, CancellationToken ct)
    {
        var taken = new Queue<long>();
        var needed = 1 + deployment.Resources.Count + deployment.Definitions.Sum(d => 2 + d.StartTimers.Count) + deployment.Forms.Count + deployment.Decisions.Count;
        for (var i = 0; i < needed; i++)
        {
            taken.Enqueue(await keys.NextKey(ct));
        }

        // On a database with several nodes two may have chosen the same version number: the loser takes the next.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.Write(session => new DeploymentWrite(session, database, deployment, new(taken)).Run(), ct);
            }
            catch (System.Data.Common.DbException e) when (database.Dialect.IsUniqueViolation(e) && attempt < 3)
            {
                ct.ThrowIfCancellationRequested();
            }
        }
    }

    public Task<StoredDefinition?> Find(long definitionKey, CancellationToken ct) => One<StoredDefinition>(ByKey, new { key = definitionKey }, ct);

    public Task<StoredDefinition?> Latest(string processId, CancellationToken ct) =>
        One<StoredDefinition>(LatestOf, new { process = processId, max = 1 }, ct);

    public Task<IReadOnlyList<StoredDefinition>> AllLatestVersions(CancellationToken ct) => Many<StoredDefinition>(AllLatest, new { }, ct);

    /// <summary>The file that the definition was read from.</summary>
    public Task<StoredResource?> LoadXml(long definitionKey, CancellationToken ct) => One<StoredResource>(ResourceOf, new { key = definitionKey }, ct);

    /// <summary>The latest versions that a message starts.</summary>
    /// <param name="suspended">Those that it would start if they were not suspended.</param>
    public Task<IReadOnlyList<StoredStart>> MessageStarts(string messageName, CancellationToken ct, bool suspended = false) =>
        Many<StoredStart>(StartedBy, new { message = messageName, suspended = suspended ? 1 : 0 }, ct);

    /// <summary>The latest versions that a signal starts.</summary>
    public Task<IReadOnlyList<StoredStart>> SignalStarts(string signalName, CancellationToken ct) =>
        Many<StoredStart>(Hearing, new { signal = signalName }, ct);

    public Task<StoredDefinition?> OfVersion(string processId, int version, CancellationToken ct) =>
        One<StoredDefinition>(OfVersionNumber, new { process = processId, version }, ct);

    /// <summary>The newest version that has the tag.</summary>
    public Task<StoredDefinition?> OfTag(string processId, string tag, CancellationToken ct) =>
        One<StoredDefinition>(OfVersionTag, new { process = processId, tag, max = 1 }, ct);

    /// <summary>The version that was deployed together with another definition.</summary>
    public Task<StoredDefinition?> Beside(long definitionKey, string processId, CancellationToken ct) =>
        One<StoredDefinition>(BesideDefinition, new { process = processId, beside = definitionKey, max = 1 }, ct);

    public Task<StoredForm?> LatestForm(string formId, CancellationToken ct) => One<StoredForm>(FormLatest, new { form = formId, max = 1 }, ct);

    public Task<StoredForm?> FormOfVersion(string formId, int version, CancellationToken ct) =>
        One<StoredForm>(FormVersion, new { form = formId, version }, ct);

    public Task<StoredForm?> FormOfDeployment(string formId, long deploymentKey, CancellationToken ct) =>
        One<StoredForm>(FormDeployment, new { form = formId, deployment = deploymentKey }, ct);

    async Task<T?> One<T>(string sql, object parameters, CancellationToken ct) where T : class =>
        (await Many<T>(sql, parameters, ct)) is [var first, ..] ? first : null;

    async Task<IReadOnlyList<T>> Many<T>(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(database.Sql(sql), parameters, cancellationToken: ct))];
    }
}
