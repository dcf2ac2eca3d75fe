using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Starts an instance of another process and goes on. Its business key, the job's own unless the model gives one, is unique among
/// the open instances: a job that is carried out twice finds the instance that it has started.
/// </summary>
sealed class StartProcessConnector(ConnectorOptions options, Func<ProcessEngine> engine, InstanceOverview instances, TimeProvider time) : IConnector
{
    public string Type => "start-process";

    public void Check(SettingsCheck check)
    {
        check.Answers();
        check.RequiredStatic("processId", "dunning");
        check.Optional("businessKey");
        check.NoSecrets("processId", "businessKey");
    }

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct) => JobSettings.Use(job, options, async settings =>
    {
        var mapping = new ResultMapping(settings, time, "response");
        // Which process it is, is the model's to say: data must not choose what is started.
        var process = settings.RequiredStatic("processId", "dunning");
        var given = settings.Text("businessKey");
        settings.RefuseSecrets();
        var key = given ?? $"job-{job.IdempotencyKey}";
        // Nobody else has the job's own key: whatever has it was started by an earlier attempt, though it has ended since.
        if (given is null && await instances.List(new InstanceQuery { ProcessId = process, BusinessKey = key }, new Slice(Take: 1), ct) is [var earlier])
            return mapping.Completed(Answer(earlier.InstanceKey, key, isNew: false));

        var request = StartRequest.Process(process, new VariableSet([.. settings.Values("variables").Entries]), key) with { BusinessKeyPolicy = BusinessKeyPolicy.ReturnExisting };
        var reply = await engine().Start(Actor.System, request, ct);
        return reply.Value is { } started ? mapping.Completed(Answer(started.Key, key, isNew: !started.WasThere))
            : reply.Rejection!.Kind is RejectionKind.Conflict or RejectionKind.Suspended ? ConnectorResult.Retry(reply.Rejection.Message)
            : ConnectorResult.GiveUp(reply.Rejection.Message);
    });

    static FeelContext Answer(long instance, string key, bool isNew) => FeelContext.Of(
        ("processInstanceKey", new FeelString($"{instance}")), ("businessKey", new FeelString(key)), ("isNew", FeelBoolean.Of(isNew)));
}
