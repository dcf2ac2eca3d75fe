using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Conditional start events, which are asked when somebody says that the facts have changed.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Starts an instance for every conditional start event of the latest versions whose condition holds for the variables.</summary>
    /// <param name="definitionKey">Asks only this definition.</param>
    public async Task<Reply<IReadOnlyList<StartedInstance>>> EvaluateConditions(
        Actor actor, VariableSet variables, string? businessKey = null, long? definitionKey = null, CancellationToken ct = default)
    {
        if (!MaySend(actor)) return Forbidden("evaluate conditions", "Staff");
        if (definitionKey is { } key && await _definitions.Find(key, ct) is null)
            return new Rejection(RejectionKind.NotFound, $"Expected a process definition with the key {key}, but there is none.");

        Dictionary<string, FeelValue> known = [];
        foreach (var (name, value) in variables.Items) known[name] = value;
        var (facts, environment) = (new FeelContext(known), new FeelEnvironment(Now));
        List<StoredStart> starts = [];
        foreach (var candidate in definitionKey is { } only ? [only] : (await _deployments.AllLatestVersions(ct)).Select(d => d.DefinitionKey))
        {
            if (definitionKey is null && await _suspended.Find(candidate, ct) is not null) continue;
            var definition = await _definitions.Get(candidate, ct);
            if (!definition.HasConditions) continue;
            starts.AddRange(
                from entrance in Entrances.Of<ConditionalEventDefinition>(definition)
                where entrance.Definition.Condition.Evaluate(facts, environment) is { Failure: null, Value: FeelBoolean { Value: true } }
                select new StoredStart(candidate, entrance.NodeId));
        }
        return await NotStartable(actor, starts, ct) is { } refused ? refused : await StartAll(actor, starts, new(StartTriggerKind.Condition), variables, businessKey, ct);
    }
}
