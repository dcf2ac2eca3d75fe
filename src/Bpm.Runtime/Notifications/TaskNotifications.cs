using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// Tells whoever listens (a page of each browser) that something changed: at once for changes of this process, within
/// about a second for those of other nodes, which <see cref="ChangeFeed"/> reads from the audit. A notification carries no
/// data and may be missed or doubled: the listener reads again what it shows.
/// </summary>
public sealed class TaskNotifications(ILogger<TaskNotifications> log)
{
    readonly ConcurrentDictionary<long, Func<Change, Task>> _listeners = [];
    readonly PublishedChanges _published = new();
    long _lastId;

    /// <summary>Calls back on every change, on a thread of the pool, until the subscription is disposed.</summary>
    public IDisposable Subscribe(Func<Change, Task> callback)
    {
        var id = Interlocked.Increment(ref _lastId);
        _listeners[id] = callback;
        return new Subscription(this, id);
    }

    internal bool HasListeners => !_listeners.IsEmpty;

    /// <summary>A change made here; the feed will find the same one in the audit and pass over it.</summary>
    internal void Publish(Change change)
    {
        if (_listeners.IsEmpty) return;
        if (change.ProcessInstanceKey is { } key) _published.Add(key, change.Version);
        Tell(change);
    }

    /// <summary>A change found in the audit.</summary>
    internal void PublishFound(Change change)
    {
        if (change.ProcessInstanceKey is { } key && _published.Remove(key, change.Version)) return;
        Tell(change);
    }

    /// <summary>Everything published so far has been found or never will be.</summary>
    internal void Forget() => _published.Clear();

    void Tell(Change change)
    {
        foreach (var listener in _listeners.Values) _ = Call(listener, change);
    }

    async Task Call(Func<Change, Task> listener, Change change)
    {
        await Task.Yield();
        try
        {
            await listener(change);
        }
        // A page that fails must not keep the news from the others.
        catch (Exception e)
        {
            log.LogWarning(e, "A listener failed on {Action} of instance {Instance}.", change.Action, change.ProcessInstanceKey);
        }
    }

    sealed class Subscription(TaskNotifications notifications, long id) : IDisposable
    {
        public void Dispose() => notifications._listeners.TryRemove(id, out _);
    }
}
