using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>Starts a new instance at a start event; without an id at the process's none start event.</summary>
/// <param name="CallerKey">The call activity's element instance, in another instance, that waits for this one.</param>
public sealed record StartProcessInstance(VariableSet Variables, string? BusinessKey = null, string? StartEventId = null, long? CallerKey = null) : Command
{
    /// <summary>How many instances wait for this one, each for the next: 0 when nobody called it.</summary>
    public int CallDepth { get; init; }

    /// <summary>What has occurred at the start event; null when it is started by hand, as if all that it waits for had.</summary>
    public StartTrigger? Trigger { get; init; }

    /// <summary>Where it starts instead of at a start event.</summary>
    public EquatableArray<StartInstruction> Instructions { get; init; } = [];
}

/// <summary>The event that starts an instance: a start event that needs several waits for the others then.</summary>
/// <param name="Name">Of the message or signal.</param>
public sealed record StartTrigger(StartTriggerKind Kind, string? Name = null);

public enum StartTriggerKind { Message, Signal, Timer, Condition }

/// <summary>Ends the instance with everything in it.</summary>
public sealed record CancelProcessInstance(string? Reason = null) : Command;

/// <summary>Stops the instance where it is: see <see cref="ProcessInstance.Suspension"/>.</summary>
public sealed record SuspendProcessInstance(string? Reason = null) : Command;

/// <summary>Lets a suspended instance go on.</summary>
public sealed record ActivateProcessInstance(string? Reason = null) : Command;

/// <summary>Sets variables in a scope: the instance's key, or an element instance's.</summary>
public sealed record SetVariables(long ScopeKey, VariableSet Variables) : Command
{
    /// <summary>Names of variables that are taken away, after those that are set.</summary>
    public EquatableArray<string> Removed { get; init; } = [];

    /// <summary>Each variable in the nearest scope outward that has it, and new ones in the instance.</summary>
    public bool WhereSeen { get; init; }
}

/// <summary>Tries again what the incident stopped; an incident of a job gives the job <see cref="Retries"/> new attempts.</summary>
public sealed record ResolveIncident(long IncidentKey, int Retries = 1) : Command;

/// <summary>Variables by name, as a caller hands them in.</summary>
public sealed record VariableSet(ImmutableArray<KeyValuePair<string, FeelValue>> Items)
{
    public static VariableSet Empty { get; } = new([]);

    public static VariableSet Of(params ReadOnlySpan<(string Name, FeelValue Value)> items) =>
        new([.. items.ToArray().Select(i => KeyValuePair.Create(i.Name, i.Value))]);

    public VariableSet With(string name, FeelValue value) => new(Items.Add(KeyValuePair.Create(name, value)));

    public VariableSet With(VariableSet? more) => more is null ? this : new(Items.AddRange(more.Items));
}
