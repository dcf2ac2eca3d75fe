using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>
/// The stored form of history events: what the audit row of a command holds. An instant equal to the command's own is
/// left out, because nearly all are. Event names and fields are stored for ever: new ones may be added, none renamed.
/// </summary>
static class HistoryJson
{
    public static byte[] Write(IReadOnlyList<HistoryEvent> events, long instanceKey, DateTimeOffset at) =>
        StoredJson.Write((events, instanceKey, at), static (w, step) =>
        {
            w.WriteStartArray();
            for (var i = 0; i < step.events.Count; i++)
            {
                w.WriteStartObject();
                Write(w, step.events[i], step.instanceKey, step.at);
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });

    public static IReadOnlyList<HistoryEvent> Read(ReadOnlySpan<byte> json, long instanceKey, DateTimeOffset at)
    {
        List<HistoryEvent> events = [];
        var reader = new Utf8JsonReader(json, StoredJson.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            events.Add(HistoryReading.Event(StoredFields.Read(ref reader, instanceKey), at));
        }

        return events;
    }

    static void Write(Utf8JsonWriter w, HistoryEvent happened, long origin, DateTimeOffset at)
    {
        switch (happened)
        {
            case ElementActivated e:
                Start(w, "ElementActivated", e.Key - origin);
                w.WriteString("id", e.ElementId);
                w.WriteNumber("scope", e.ScopeKey - origin);
                w.Texts("flows", e.ConsumedFlows);
                if (e.Role != ElementRole.Single) w.WriteString("role", StoredName.Of(e.Role));
                w.Number("loop", e.LoopCounter);
                w.Number("by", e.ThrownBy - origin);
                At(w, e.At, at);
                break;
            case ElementStarted e: Start(w, "ElementStarted", e.Key - origin); break;
            case ElementCompleting e:
                Start(w, "ElementCompleting", e.Key - origin);
                if (e.HasEnded) w.WriteBoolean("ended", true);
                break;
            case ElementCompleted e: Start(w, "ElementCompleted", e.Key - origin); At(w, e.At, at); break;
            case ElementTerminated e: Start(w, "ElementTerminated", e.Key - origin); At(w, e.At, at); break;
            case SequenceFlowTaken e: Start(w, "SequenceFlowTaken"); w.WriteString("flow", e.FlowId); w.WriteNumber("scope", e.ScopeKey - origin); break;
            case ScopeInterrupted e: Start(w, "ScopeInterrupted"); w.WriteNumber("scope", e.ScopeKey - origin); break;
            case VariableAssigned e:
                Start(w, "VariableAssigned");
                w.WriteNumber("scope", e.ScopeKey - origin);
                w.WriteString("name", e.Name);
                w.WritePropertyName("value");
                FeelJson.Write(w, e.Value, tagged: true);
                break;
            case VariableRemoved e:
                Start(w, "VariableRemoved");
                w.WriteNumber("scope", e.ScopeKey - origin);
                w.WriteString("name", e.Name);
                break;
            case ErrorThrown e:
                Start(w, "ErrorThrown");
                w.WriteNumber("element", e.ElementKey - origin);
                w.Text("code", e.Code);
                w.Text("message", e.Message);
                w.Text("caughtBy", e.CaughtBy);
                break;
            case EscalationThrown e:
                Start(w, "EscalationThrown");
                w.WriteNumber("element", e.ElementKey - origin);
                w.Text("code", e.Code);
                w.Text("caughtBy", e.CaughtBy);
                break;
            case ProcessInstanceStarted e:
                Start(w, "ProcessInstanceStarted");
                w.Text("businessKey", e.BusinessKey);
                w.Text("startedBy", e.StartedBy);
                w.Number("caller", e.CallerKey);
                w.Number("count", e.CallDepth == 0 ? null : e.CallDepth);
                At(w, e.At, at);
                break;
            case ProcessInstanceCompleted: Start(w, "ProcessInstanceCompleted"); break;
            case ProcessInstanceCancelled e: Start(w, "ProcessInstanceCancelled"); w.Text("reason", e.Reason); break;
            case ProcessInstanceSuspended e:
                Start(w, "ProcessInstanceSuspended");
                w.Text("user", e.By);
                w.Text("reason", e.Reason);
                At(w, e.At, at);
                break;
            case ProcessInstanceActivated e: Start(w, "ProcessInstanceActivated"); w.Text("reason", e.Reason); break;
            case ProcessInstanceModified e:
                Start(w, "ProcessInstanceModified");
                w.Texts("instructions", e.Instructions);
                w.Text("text", e.Annotation);
                break;
            case IncidentRaised e:
                Start(w, "IncidentRaised", e.Key - origin);
                w.WriteNumber("element", e.ElementKey - origin);
                w.Number("job", e.JobKey - origin);
                w.WriteString("kind", StoredName.Of(e.Kind));
                w.WriteString("message", e.Message);
                w.Number("step", e.Step);
                At(w, e.At, at);
                break;
            case IncidentResolved e: Start(w, "IncidentResolved", e.Key - origin); break;
            case DecisionEvaluated e: Write(w, e, origin, at); break;
            default: WorkHistoryJson.Write(w, happened, origin, at); break;
        }
    }

    static void Write(Utf8JsonWriter w, DecisionEvaluated e, long origin, DateTimeOffset at)
    {
        Start(w, "DecisionEvaluated", e.Key - origin);
        w.WriteNumber("element", e.ElementKey - origin);
        w.WriteNumber("decision", e.DecisionKey);
        w.WriteString("id", e.DecisionId);
        w.WriteNumber("version", e.Version);
        w.Text("name", e.Name);
        w.WritePropertyName("value");
        FeelJson.Write(w, e.Value, tagged: true);
        w.WritePropertyName("trace");
        DecisionTraceJson.Write(w, e.Trace);
        At(w, e.At, at);
    }

    public static void Start(Utf8JsonWriter w, string name) => w.WriteString("e", name);

    public static void Start(Utf8JsonWriter w, string name, long key)
    {
        w.WriteString("e", name);
        w.WriteNumber("key", key);
    }

    public static void At(Utf8JsonWriter w, DateTimeOffset value, DateTimeOffset commandAt)
    {
        if (value != commandAt)
        {
            w.Instant("at", value);
        }
    }
}
