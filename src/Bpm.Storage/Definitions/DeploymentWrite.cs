using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;

namespace Bpm.Storage;

/// <summary>One deployment inside its transaction.</summary>
sealed class DeploymentWrite(WriteSession session, Database database, NewDeployment deployment, Queue<long> keys)
{
    const string LatestDefinition =
        """
        SELECT definition_key AS LatestKey, deployment_key AS DeploymentKey, version AS Version, content_hash AS Hash
        FROM process_definition WHERE process_id = @id ORDER BY version DESC {limit @max}
        """;

    const string LatestForm =
        """
        SELECT form_key AS LatestKey, deployment_key AS DeploymentKey, version AS Version, content_hash AS Hash
        FROM form WHERE form_id = @id ORDER BY version DESC {limit @max}
        """;

    const string LatestDecision =
        """
        SELECT decision_key AS LatestKey, deployment_key AS DeploymentKey, version AS Version, content_hash AS Hash
        FROM decision_definition WHERE decision_id = @id ORDER BY version DESC {limit @max}
        """;

    const string InsertResource =
        """
        INSERT INTO resource (resource_key, deployment_key, name, content_hash, content)
        VALUES (@key, @deployment, @name, @hash, @content)
        """;

    static readonly Statement InsertDeployment = new(
        "INSERT INTO deployment (deployment_key, name, source, deployed_at, deployed_by) VALUES (@key, @name, @source, @at, @by)");

    static readonly Statement InsertDefinition = new(
        """
        INSERT INTO process_definition
            (definition_key, process_id, version, version_tag, name, resource_key, deployment_key, content_hash, is_latest, is_startable, history_days)
        VALUES (@key, @process, @version, @tag, @name, @resource, @deployment, @hash, 1, @startable, @history_days)
        """);

    static readonly Statement Supersede = new("UPDATE process_definition SET is_latest = 0 WHERE process_id = @process AND is_latest = 1");

    static readonly Statement DeleteMessageStarts = new(
        "DELETE FROM message_start WHERE definition_key IN (SELECT definition_key FROM process_definition WHERE process_id = @process)");

    static readonly Statement DeleteStartTimers = new(
        """
        DELETE FROM job
        WHERE instance_key = 0 AND definition_key IN (SELECT definition_key FROM process_definition WHERE process_id = @process)
        """);

    static readonly Statement InsertMessageStart = new(
        "INSERT INTO message_start (message_name, definition_key, start_event_id) VALUES (@message, @definition, @event)");

    static readonly Statement DeleteSignalStarts = new(
        "DELETE FROM signal_start WHERE definition_key IN (SELECT definition_key FROM process_definition WHERE process_id = @process)");

    static readonly Statement InsertSignalStart = new(
        "INSERT INTO signal_start (signal_name, definition_key, start_event_id) VALUES (@signal, @definition, @event)");

    static readonly Statement InsertForm = new(
        """
        INSERT INTO form (form_key, form_id, version, deployment_key, content_hash, schema_json)
        VALUES (@key, @form, @version, @deployment, @hash, @schema)
        """);

    static readonly Statement SupersedeDecision = new("UPDATE decision_definition SET is_latest = 0 WHERE decision_id = @decision AND is_latest = 1");

    static readonly Statement InsertDecision = new(
        """
        INSERT INTO decision_definition
            (decision_key, decision_id, version, version_tag, name, requirements_id, requirements_name, resource_key, deployment_key,
             content_hash, is_latest, history_days)
        VALUES (@key, @decision, @version, @tag, @name, @requirements, @requirements_name, @resource, @deployment, @hash, 1, @history_days)
        """);

    static readonly Statement InsertContained = new(
        "INSERT INTO deployment_decision (deployment_key, decision_key) VALUES (@deployment, @decision)");

    readonly long _deploymentKey = keys.Dequeue();
    readonly Dictionary<string, (long Key, string Hash)> _resources = [];
    readonly List<RowChange> _rows = [];
    long? _sameDeployment;

    public async ValueTask<StoredDeployment> Run()
    {
        foreach (var resource in deployment.Resources)
        {
            _resources[resource.Name] = (keys.Dequeue(), Hash(resource.Content));
        }

        List<DeployedDefinition> definitions = [];
        foreach (var definition in deployment.Definitions)
        {
            definitions.Add(await Add(definition));
        }

        List<DeployedForm> forms = [];
        foreach (var form in deployment.Forms)
        {
            forms.Add(await Add(form));
        }

        List<DeployedDecision> decisions = [];
        foreach (var decision in deployment.Decisions)
        {
            decisions.Add(await Add(decision));
        }

        if (_rows.Count == 0 && _sameDeployment is { } same)
        {
            return new(same, IsNew: false, definitions, forms, decisions);
        }

        _rows.AddRange(decisions.Select(d => InsertContained.With(_deploymentKey, d.DecisionKey)));
        await Store(definitions, decisions);
        return new(_deploymentKey, IsNew: true, definitions, forms, decisions);
    }

    async Task Store(List<DeployedDefinition> definitions, List<DeployedDecision> decisions)
    {
        await session.Run(InsertDeployment.With(_deploymentKey, deployment.Name, deployment.Source, deployment.At, deployment.By));
        foreach (var resource in deployment.Resources)
        {
            var (key, hash) = _resources[resource.Name];
            await session.Connection.ExecuteAsync(
                InsertResource, new { key, deployment = _deploymentKey, name = resource.Name, hash, content = resource.Content }, session.Transaction);
        }

        await session.RunAll(_rows);
        var detail = JsonSerializer.Serialize(new
        {
            deployment = _deploymentKey.ToString(System.Globalization.CultureInfo.InvariantCulture),
            name = deployment.Name,
            processes = definitions.Where(d => d.IsNew).Select(d => new { id = d.ProcessId, version = d.Version }),
            decisions = decisions.Where(d => d.IsNew).Select(d => new { id = d.DecisionId, version = d.Version }),
        });
        await session.Run(AuditStore.Row(new(deployment.At, deployment.By, "Deploy", detail)));
    }

    async Task<DeployedDefinition> Add(NewDefinition d)
    {
        var (resourceKey, hash) = (_resources[d.ResourceName].Key, HashOf(d.ResourceName, d.BoundResources));
        var latest = await Latest(LatestDefinition, d.ProcessId);
        if (IsDuplicate(latest, hash))
        {
            return new(latest!.LatestKey, d.ProcessId, latest.Version, d.Name, d.ResourceName, IsNew: false);
        }

        var key = keys.Dequeue();
        var version = (latest?.Version ?? 0) + 1;
        _rows.Add(Supersede.With(d.ProcessId));
        _rows.Add(DeleteMessageStarts.With(d.ProcessId));
        _rows.Add(DeleteSignalStarts.With(d.ProcessId));
        _rows.Add(DeleteStartTimers.With(d.ProcessId));
        _rows.Add(InsertDefinition.With(
            key, d.ProcessId, version, d.VersionTag, d.Name, resourceKey, _deploymentKey, hash, d.IsStartable ? 1 : 0, d.HistoryDays));
        _rows.AddRange(Listen(key, d, deployment.At, keys));
        if (d.MessageStarts.Count > 0)
        {
            _rows.Add(MessageStatements.LookForStarts.With(keys.Dequeue(), key, deployment.At, MessageStatements.AnyStart(deployment.At)));
        }

        return new(key, d.ProcessId, version, d.Name, d.ResourceName, IsNew: true);
    }

    /// <summary>The rows by which the starts of a latest version are found.</summary>
    /// <param name="timerKeys">One for each of its timers.</param>
    public static IEnumerable<RowChange> Listen(long key, NewDefinition d, DateTimeOffset at, Queue<long> timerKeys) =>
    [
        .. d.MessageStarts.Select(s => InsertMessageStart.With(s.MessageName, key, s.StartEventId)),
        .. d.SignalStarts.Select(s => InsertSignalStart.With(s.SignalName, key, s.StartEventId)),
        .. d.StartTimers.Select(t => StepStatements.InsertJob.With(
            timerKeys.Dequeue(), 0, key, 0, t.StartEventId, "timer", default(string), t.DueAt, 3, 0, at, default(string), t.RepeatsLeft, t.RepeatEvery, 0)),
    ];

    async Task<DeployedForm> Add(NewForm form)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(form.SchemaJson));
        var latest = await Latest(LatestForm, form.FormId);
        if (IsDuplicate(latest, hash))
        {
            return new(latest!.LatestKey, form.FormId, latest.Version, IsNew: false);
        }

        var (key, version) = (keys.Dequeue(), (latest?.Version ?? 0) + 1);
        _rows.Add(InsertForm.With(key, form.FormId, version, _deploymentKey, hash, form.SchemaJson));
        return new(key, form.FormId, version, IsNew: true);
    }

    async Task<DeployedDecision> Add(NewDecision d)
    {
        var hash = HashOf(d.ResourceName, d.ImportedResources);
        var latest = await Latest(LatestDecision, d.DecisionId);
        if (IsDuplicate(latest, hash))
        {
            return new(latest!.LatestKey, d.DecisionId, latest.Version, IsNew: false);
        }

        var (key, version) = (keys.Dequeue(), (latest?.Version ?? 0) + 1);
        _rows.Add(SupersedeDecision.With(d.DecisionId));
        _rows.Add(InsertDecision.With(
            key, d.DecisionId, version, d.VersionTag, d.Name, d.RequirementsId, d.RequirementsName, _resources[d.ResourceName].Key,
            _deploymentKey, hash, d.HistoryDays));
        return new(key, d.DecisionId, version, IsNew: true);
    }

    /// <summary>The hash of a resource's content; where others belong to it, of all their hashes.</summary>
    string HashOf(string resource, IReadOnlyList<string> others) => others.Count == 0
        ? _resources[resource].Hash
        : Hash(Encoding.ASCII.GetBytes(string.Join(' ', others.Order(StringComparer.Ordinal).Prepend(resource).Select(r => _resources[r].Hash))));

    bool IsDuplicate(LatestRow? latest, string hash)
    {
        if (!deployment.FilterDuplicates || latest?.Hash != hash)
        {
            return false;
        }

        _sameDeployment ??= latest.DeploymentKey;
        return true;
    }

    Task<LatestRow?> Latest(string sql, string id) =>
        session.Connection.QuerySingleOrDefaultAsync<LatestRow?>(database.Sql(sql), new { id, max = 1 }, session.Transaction);

    static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    sealed class LatestRow
    {
        public long LatestKey { get; init; }
        public long DeploymentKey { get; init; }
        public int Version { get; init; }
        public string Hash { get; init; } = "";
    }
}
