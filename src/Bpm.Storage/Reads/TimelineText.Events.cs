using System.Globalization;
using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>Messages, signals, conditions, calls, loops and compensation in words.</summary>
static partial class TimelineText
{
    /// <summary>What a person did by the command itself, and the event that is told by it.</summary>
    static (Line Line, HistoryEvent Event)? Deed(AuditRow step, IReadOnlyList<HistoryEvent> events) => step.Action switch
    {
        _ when step.Actor is null => null,
        nameof(StartAdHocActivity) when events.OfType<ElementActivated>().FirstOrDefault() is { } e => (Chosen("started", e.Key), e),
        nameof(CompleteAdHocSubProcess) when FirstLeft(events) is var (key, e) => (Chosen("ended what was open in", key), e),
        nameof(TriggerElement) when FirstLeft(events) is var (key, e) => (Chosen("let the process go on at", key), e),
        _ => null,
    };

    static (long Key, HistoryEvent Event)? FirstLeft(IReadOnlyList<HistoryEvent> events) =>
        events.FirstOrDefault(e => e is ElementCompleting or ElementCompleted) switch
        {
            ElementCompleting e => (e.Key, e),
            ElementCompleted e => (e.Key, e),
            _ => null,
        };

    static Line Chosen(string what, long element) => new(TimelineKind.ChosenByPerson, what, element);

    /// <summary>An event that a person sent from outside is that person's deed.</summary>
    static Line? Sent(AuditRow step, HistoryEvent happened) => (step.Action, happened) switch
    {
        _ when step.Actor is null => null,
        (nameof(DeliverMessage), EventOccurred { Kind: SubscriptionKind.Message } e) => new(TimelineKind.EventSent, $"sent the message “{e.Name}”", Inside(e.ElementKey), ElementId: e.ElementId),
        (nameof(DeliverSignal), EventOccurred { Kind: SubscriptionKind.Signal } e) => new(TimelineKind.EventSent, $"sent the signal “{e.Name}”", Inside(e.ElementKey), ElementId: e.ElementId),
        _ => null,
    };

    static Line? Event(HistoryEvent happened) => happened switch
    {
        SubscriptionOpened e => new(TimelineKind.EventAwaited, Awaited(e), Inside(e.ElementKey), ElementId: e.ElementId),
        EventOccurred e => new(TimelineKind.EventOccurred, Occurred(e), Inside(e.ElementKey), ElementId: e.ElementId),
        MessageThrown e => new(TimelineKind.EventThrown, $"sent the message “{e.Name}”{For(e.CorrelationKey)}", Inside(e.ElementKey)),
        SignalThrown e => new(TimelineKind.EventThrown, $"sent the signal “{e.Name}”", Inside(e.ElementKey)),
        ErrorThrown e => new(
            TimelineKind.ErrorThrown, $"threw {Named("an error", "the error", e.Code)}{(e.CaughtBy is null ? " that nothing catches" : "")}", e.ElementKey, e.Code, e.Message),
        EscalationThrown e => new(
            TimelineKind.EscalationThrown, $"threw {Named("an escalation", "the escalation", e.Code)}{(e.CaughtBy is null ? " that nothing catches here" : "")}", e.ElementKey, e.Code),
        ProcessCalled e => new(
            TimelineKind.Called, $"called the process “{e.CalledElement}”{(e.Version is { } version ? $", version {version}," : "")}{For(e.BusinessKey)}", e.ElementKey),
        CallCancelled e => new(TimelineKind.Called, "cancelled the process that it had called", e.ElementKey),
        CallAnswered e => new(TimelineKind.CallAnswered, Answered(e), Text: e.Message),
        CompensationTriggered { ResumedAs: null } e => new(TimelineKind.CompensationTriggered, "decided to undo", e.Key),
        ScopeInterrupted e => new(TimelineKind.ScopeInterrupted, "let an event end what was at work" + (Inside(e.ScopeKey) is null ? "" : " in"), Inside(e.ScopeKey)),
        LoopStarted e => new(TimelineKind.LoopStarted, Started(e), e.Key),
        _ => null,
    };

    static string Awaited(SubscriptionOpened e) => e.Kind switch
    {
        SubscriptionKind.Message => $"began to wait for the message “{e.Name}”{For(e.CorrelationKey)}",
        SubscriptionKind.Signal => $"began to wait for the signal “{e.Name}”",
        _ => $"began to wait until “{e.Name}” holds",
    };

    static string Occurred(EventOccurred e) => e.Kind switch
    {
        SubscriptionKind.Message => $"received the message “{e.Name}”",
        SubscriptionKind.Signal => $"heard the signal “{e.Name}”",
        _ => $"saw that “{e.Name}” holds",
    };

    static string Answered(CallAnswered e) => e.Answer switch
    {
        CallAnswer.Completed => "told the calling process that this one is done",
        CallAnswer.Cancelled => "told the calling process that this one was cancelled",
        CallAnswer.Error => $"handed {Named("an error", "the error", e.Code)} to the calling process",
        _ => $"handed {Named("an escalation", "the escalation", e.Code)} to the calling process",
    };

    static string Started(LoopStarted e) => e switch
    {
        { Total: < 0 } => "began a loop that goes on while its condition holds",
        { Total: 1, Items: not null } => "began a loop over one item",
        { Items: not null } => string.Create(CultureInfo.InvariantCulture, $"began a loop over {e.Total} items"),
        { Total: 1 } => "began a loop of one time",
        _ => string.Create(CultureInfo.InvariantCulture, $"began a loop of {e.Total} times"),
    };

    static string Named(string unnamed, string named, string? code) => string.IsNullOrEmpty(code) ? unnamed : $"{named} “{code}”";

    static string For(string? key) => string.IsNullOrEmpty(key) ? "" : $" for “{key}”";
}
