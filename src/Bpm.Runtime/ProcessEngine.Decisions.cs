using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Decisions asked by themselves, and decisions that a step asks for.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Evaluates the latest version of a decision. Recorded in the audit; no process instance is touched.</summary>
    public Task<Reply<EvaluatedDecision>> EvaluateDecision(Actor actor, string decisionId, VariableSet variables, CancellationToken ct = default) =>
        Evaluate(actor, async stop => await _decisions.Find(new DecisionRequest(decisionId, DecisionBinding.Latest), 0, stop),
            $"Expected a decision with the id {decisionId}, but none is deployed. Upload its DMN file, or check the id.", variables, ct);

    /// <summary>Evaluates one version of a decision. Recorded in the audit; no process instance is touched.</summary>
    public Task<Reply<EvaluatedDecision>> EvaluateDecision(Actor actor, long decisionKey, VariableSet variables, CancellationToken ct = default) =>
        Evaluate(actor, async stop => await _decisions.Find(decisionKey, stop),
            $"Expected a decision with the key {decisionKey}, but there is none.", variables, ct);

    async Task<Reply<EvaluatedDecision>> Evaluate(
        Actor actor, Func<CancellationToken, Task<LoadedDecision?>> find, string absence, VariableSet variables, CancellationToken ct)
    {
        if (!actor.IsAny(Role.Modeler, Role.Operator, Role.Worker)) return Forbidden("evaluate a decision", "Modeler");
        if (await find(ct) is not { } decision) return new Rejection(RejectionKind.NotFound, absence);

        var now = Now;
        var answer = decision.Ask(new FeelContext(variables.Items), new FeelEnvironment(now));
        var detail = JsonSerializer.Serialize(new { decision = decision.Id, version = decision.Version, failed = answer.Problem });
        await _audit.Add(new AuditEntry(now, actor.Id, nameof(EvaluateDecision), detail), ct);
        return new EvaluatedDecision(decision.Key, decision.Id, decision.Name, decision.Version, now, answer);
    }

    /// <summary>
    /// Runs the interpreter with the decisions that the process asks. One that is missing is fetched and the command is run
    /// again on a fresh instance, as often as a new one is asked for; null when the instance has changed meanwhile.
    /// </summary>
    async ValueTask<(HotInstance Hot, Outcome Outcome)?> Interpret(HotInstance hot, ProcessDefinition definition, Command command)
    {
        if (await _decisions.For(hot.DefinitionKey, definition, CancellationToken.None) is not { } decisions)
            return (hot, Interpreter.Run(definition, hot.Instance, command));

        for (; ; )
        {
            var outcome = Interpreter.Run(definition, hot.Instance, command, decisions);
            if (outcome.Needs is not { } needs) return (hot, outcome);
            await decisions.Load(needs, CancellationToken.None);
            var fresh = hot.Version == 0
                ? hot with { Instance = new ProcessInstance(hot.Instance.Key) }
                : await Load(hot.Instance.Key, CancellationToken.None);
            if (fresh is null || fresh.Version != hot.Version) return null;
            hot = fresh;
        }
    }
}

/// <summary>A decision that was evaluated by itself.</summary>
public sealed record EvaluatedDecision(long Key, string DecisionId, string? Name, int Version, DateTimeOffset At, DecisionAnswer Answer);
