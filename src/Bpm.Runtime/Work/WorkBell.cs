namespace Bpm.Runtime;

/// <summary>
/// Tells workers that wait for work of a topic that there is some: one ring wakes the worker who waits longest, so that a
/// thousand waiting ones cost nothing while work comes job by job. A worker looks first and waits then; what rang in
/// between, while nobody waited, is not lost, because the look was noted before (<see cref="Listen"/>).
/// </summary>
public sealed class WorkBell(TimeProvider time)
{
    /// <summary>Topics may be made by data: beyond this many, what rang is forgotten and everybody looks once more.</summary>
    const int MostTopics = 10_000;

    readonly Lock _lock = new();
    readonly Dictionary<string, LinkedList<Waiter>> _waiting = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> _unheard = new(StringComparer.Ordinal);
    long _rings;
    long _forgotten;

    /// <summary>A note of what has rung so far, taken before looking for work.</summary>
    public long Listen()
    {
        lock (_lock) return _rings;
    }

    /// <summary>There is work of the topic: the longest waiting worker is woken, and all those who take only some of it.</summary>
    public void Ring(string topic)
    {
        lock (_lock)
        {
            _rings++;
            var isHeard = false;
            foreach (var waiter in _waiting.GetValueOrDefault(topic)?.ToArray() ?? [])
            {
                if (isHeard && !waiter.IsChoosy) continue;
                Leave(waiter);
                // One whose time is up at this very moment does not count.
                isHeard |= waiter.Woken.TrySetResult(topic) && !waiter.IsChoosy;
            }
            if (!isHeard) Note(topic);
        }
    }

    void Note(string topic)
    {
        if (_unheard.Count == MostTopics)
        {
            _unheard.Clear();
            _forgotten = _rings;
        }
        _unheard[topic] = _rings;
    }

    /// <summary>Waits until one of the topics rings, has rung unheard since <paramref name="listened"/>, or the time is up.</summary>
    /// <param name="isChoosy">Whether the worker may leave work of its topics to others.</param>
    public async Task Wait(IReadOnlyCollection<string> topics, bool isChoosy, long listened, TimeSpan atMost, CancellationToken ct)
    {
        if (Enter(topics, isChoosy, listened) is not { } waiter) return;
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        await using var end = either.Token.Register(() => waiter.Woken.TrySetResult(null));
        var rung = await waiter.Woken.Task;
        lock (_lock) Leave(waiter);
        // Woken for nothing, as it goes away: the next one takes its turn.
        if (rung is not null && ct.IsCancellationRequested) Ring(rung);
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>How many wait for each topic.</summary>
    internal IReadOnlyList<(string Topic, int Count)> Waiting()
    {
        lock (_lock) return [.. _waiting.Select(w => (w.Key, w.Value.Count))];
    }

    Waiter? Enter(IReadOnlyCollection<string> topics, bool isChoosy, long listened)
    {
        lock (_lock)
        {
            if (_forgotten > listened || topics.Any(t => _unheard.GetValueOrDefault(t) > listened)) return null;
            var waiter = new Waiter(isChoosy);
            foreach (var topic in topics)
            {
                if (!_waiting.TryGetValue(topic, out var waiting)) _waiting[topic] = waiting = [];
                waiter.Places.Add((topic, waiting.AddLast(waiter)));
            }
            return waiter;
        }
    }

    void Leave(Waiter waiter)
    {
        foreach (var (topic, place) in waiter.Places)
        {
            place.List!.Remove(place);
            if (_waiting[topic].Count == 0) _waiting.Remove(topic);
        }
        waiter.Places.Clear();
    }

    sealed class Waiter(bool isChoosy)
    {
        public bool IsChoosy => isChoosy;
        public List<(string Topic, LinkedListNode<Waiter> Place)> Places { get; } = [];

        /// <summary>The topic that rang, or null when the wait is over without.</summary>
        public TaskCompletionSource<string?> Woken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
