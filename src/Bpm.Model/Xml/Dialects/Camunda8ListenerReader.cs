using System.Collections.Frozen;
using System.Globalization;

namespace Bpm.Model;

/// <summary>Listeners of Camunda 8: each is a job that its worker completes.</summary>
sealed class Camunda8ListenerReader(ReadContext context)
{
    const string Zeebe = Namespaces.Zeebe;

    static readonly Dictionary<string, ListenerEvent> Events = new() { ["start"] = ListenerEvent.Start, ["end"] = ListenerEvent.End };

    static readonly Dictionary<string, ListenerEvent> TaskEvents = new()
    {
        ["creating"] = ListenerEvent.Creating,
        ["create"] = ListenerEvent.Creating,
        ["assigning"] = ListenerEvent.Assigning,
        ["assignment"] = ListenerEvent.Assigning,
        ["completing"] = ListenerEvent.Completing,
        ["complete"] = ListenerEvent.Completing,
        ["updating"] = ListenerEvent.Updating,
        ["update"] = ListenerEvent.Updating,
    };

    public IEnumerable<Listener> Read(SourceElement element) =>
        ReadAll(element, "executionListeners", "executionListener", Events, "Write start or end; draw the work of other moments as a service task.")
            .Concat(ReadAll(element, "taskListeners", "taskListener", TaskEvents, "Use creating, assigning, updating or completing; draw a boundary event for what is done when the task is cancelled."));

    IEnumerable<Listener> ReadAll(SourceElement element, string holder, string name, Dictionary<string, ListenerEvent> events, string remedy)
    {
        foreach (var listener in element.Extensions(Zeebe, holder).SelectMany(l => l.Elements(Zeebe, name)))
        {
            if (!events.TryGetValue(listener["eventType"]?.Trim() ?? "", out var when))
            {
                context.Diagnostics.Error("unsupported-listener", listener.Location, element.Id,
                    $"Expected a listener that can be called here, but found the event “{listener["eventType"]}” on “{element.Name}”.", remedy);
            }
            else if (context.Expressions.Value(listener.Find("type"), element.Id) is { } type)
            {
                yield return new Listener(when) { JobType = type, Retries = Retries(listener, element), Headers = Headers(listener) };
            }
            else
            {
                context.Diagnostics.Error("missing-job-type", listener.Location, element.Id,
                    "Expected a job type on the listener, but there is none.", "Fill in the type that the worker asks for.");
            }
        }
    }

    static FrozenDictionary<string, string> Headers(SourceElement listener) =>
        listener.Elements(Zeebe, "headers").Concat(listener.Elements(Zeebe, "taskHeaders")).SelectMany(h => h.Elements(Zeebe, "header"))
            .Where(h => h["key"] is not null)
            .GroupBy(h => h["key"]!, h => h["value"] ?? "")
            .ToFrozenDictionary(g => g.Key, g => g.Last());

    int? Retries(SourceElement listener, SourceElement element)
    {
        if (listener.Find("retries") is not { IsEmpty: false } text)
        {
            return null;
        }

        if (int.TryParse(text.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var retries) && retries > 0)
        {
            return retries;
        }

        context.Diagnostics.Error("listener-retries", text.Location, element.Id, $"Expected a number of attempts from 1, but found “{text.Value}”.", "Write for example 3.");
        return null;
    }
}
