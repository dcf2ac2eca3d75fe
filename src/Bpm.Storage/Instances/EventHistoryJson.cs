using System.Diagnostics;
using System.Text.Json;
using Bpm.Engine;
using static Bpm.Storage.HistoryJson;

namespace Bpm.Storage;

/// <summary>The stored form of what instances wait for, send, call, undo and repeat.</summary>
static class EventHistoryJson
{
    public static void Write(Utf8JsonWriter w, HistoryEvent happened, long origin, DateTimeOffset at)
    {
        switch (happened)
        {
            case SubscriptionOpened e:
                Start(w, "SubscriptionOpened", e.Key - origin);
                w.WriteNumber("element", e.ElementKey - origin);
                w.WriteString("id", e.ElementId);
                w.WriteString("kind", StoredName.Of(e.Kind));
                w.WriteString("name", e.Name);
                w.Text("correlation", e.CorrelationKey);
                w.WriteNumber("definition", e.Definition);
                At(w, e.At, at);
                break;
            case CorrelationKeySet e: Start(w, "CorrelationKeySet"); w.WriteString("id", e.KeyId); w.WriteString("correlation", e.Value); break;
            case SubscriptionClosed e: Start(w, "SubscriptionClosed", e.Key - origin); break;
            case EventOccurred e:
                Start(w, "EventOccurred");
                w.WriteNumber("element", e.ElementKey - origin);
                w.WriteString("id", e.ElementId);
                w.WriteString("kind", StoredName.Of(e.Kind));
                w.WriteString("name", e.Name);
                break;
            case MessageThrown e:
                Sent(w, "MessageThrown", e.Key - origin, e.ElementKey - origin, e.Name, e.Variables);
                w.Text("correlation", e.CorrelationKey);
                At(w, e.At, at);
                break;
            case SignalThrown e:
                Sent(w, "SignalThrown", e.Key - origin, e.ElementKey - origin, e.Name, e.Variables);
                At(w, e.At, at);
                break;
            case ProcessCalled or CallCancelled or CallAnswered: WriteCall(w, happened, origin, at); break;
            case CompensationEnabled e:
                Start(w, "CompensationEnabled", e.Key - origin);
                w.WriteString("id", e.ElementId);
                w.WriteNumber("scope", e.ScopeKey - origin);
                w.Variables(e.Variables);
                break;
            case CompensationTriggered e:
                Start(w, "CompensationTriggered", e.Key - origin);
                w.Number("resumed", e.ResumedAs - origin);
                break;
            case LoopStarted e:
                Start(w, "LoopStarted", e.Key - origin);
                w.WriteNumber("total", e.Total);
                w.Value("value", e.Items);
                break;
            case LoopItemCollected e:
                Start(w, "LoopItemCollected", e.Key - origin);
                w.WriteNumber("loop", e.LoopCounter);
                w.Value("value", e.Result);
                break;
            case ActivitiesQueued e:
                Start(w, "ActivitiesQueued", e.Key - origin);
                w.Texts("flows", e.ActivityIds);
                break;
            case ComplexGatewayTurned e:
                Start(w, "ComplexGatewayTurned");
                w.WriteString("id", e.ElementId);
                w.WriteNumber("scope", e.ScopeKey - origin);
                w.WriteBoolean("waits", e.WaitsForReset);
                w.Texts("flows", e.ConsumedFlows);
                break;
            default: throw new UnreachableException($"Expected a known history event, but got {happened.GetType().Name}.");
        }
    }

    // Keys of the calling instance are those of another instance: they are written whole.
    static void WriteCall(Utf8JsonWriter w, HistoryEvent happened, long origin, DateTimeOffset at)
    {
        switch (happened)
        {
            case ProcessCalled e:
                Sent(w, "ProcessCalled", e.Key - origin, e.ElementKey - origin, e.CalledElement, e.Variables);
                w.WriteString("kind", StoredName.Of(e.Binding));
                w.Text("bound", e.Version);
                w.Text("businessKey", e.BusinessKey);
                At(w, e.At, at);
                break;
            case CallCancelled e:
                Start(w, "CallCancelled", e.Key - origin);
                w.WriteNumber("element", e.ElementKey - origin);
                At(w, e.At, at);
                break;
            case CallAnswered e:
                Start(w, "CallAnswered", e.Key - origin);
                w.WriteNumber("caller", e.CallerKey);
                w.WriteString("kind", StoredName.Of(e.Answer));
                w.Text("code", e.Code);
                w.Text("message", e.Message);
                w.Variables(e.Variables);
                At(w, e.At, at);
                break;
        }
    }

    static void Sent(Utf8JsonWriter w, string kind, long key, long element, string name, VariableSet variables)
    {
        Start(w, kind, key);
        w.WriteNumber("element", element);
        w.WriteString("name", name);
        w.Variables(variables);
    }
}
