using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Runtime;

/// <summary>How far loops have come, for people who look on or work on one item of many.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>The loops that are at work in an instance, the outer ones first.</summary>
    public async Task<IReadOnlyList<LoopProgress>> Loops(long instanceKey, CancellationToken ct = default) =>
        await Peek<IReadOnlyList<LoopProgress>>(instanceKey, (instance, _) =>
        [
            .. from loop in instance.Elements.Values
               where loop.Loop is not null
               orderby loop.Key
               select new LoopProgress(loop.Key, loop.ElementId, loop.Loop!.Total < 0 ? null : loop.Loop.Total, loop.Loop.Completed, instance.ActiveIn(loop.Key)),
        ], ct) ?? [];

    /// <summary>Which item of a loop an active element instance is, or lies in; null when no loop is around it.</summary>
    public Task<LoopPlace?> PlaceInLoop(long elementKey, CancellationToken ct = default) =>
        Peek(InstanceKey.Of(elementKey), (instance, _) =>
        {
            for (var key = elementKey; instance.Elements.TryGetValue(key, out var element); key = element.ScopeKey)
            {
                if (element.LoopCounter is not { } counter || instance.Elements.GetValueOrDefault(element.ScopeKey)?.Loop is not { } loop) continue;
                return new LoopPlace(counter + 1, loop.Total < 0 ? null : loop.Total, loop.Items?.Items.ElementAtOrDefault(counter));
            }
            return null;
        }, ct);
}

/// <summary>How far a loop has come.</summary>
/// <param name="Total">How often in all; null when a condition decides.</param>
public sealed record LoopProgress(long LoopKey, string ElementId, int? Total, int Done, int Active);

/// <summary>One item of a loop.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Total">How many there are; null when a condition decides.</param>
/// <param name="Item">What it is done for, where the loop goes over a collection.</param>
public sealed record LoopPlace(int Number, int? Total, FeelValue? Item);
