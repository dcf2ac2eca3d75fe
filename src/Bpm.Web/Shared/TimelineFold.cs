using Bpm.Storage;

namespace Bpm.Web.Shared;

/// <summary>
/// A timeline in which loops do not drown the rest: of what happened to a loop's items the first few lines stand there, then
/// one line says how many more there are.
/// </summary>
static class TimelineFold
{
    public const int LinesOfALoop = 10;

    /// <param name="entries">In the order in which they are shown.</param>
    /// <param name="unfolded">Loops whose lines are all wanted.</param>
    public static IReadOnlyList<TimelineLine> Of(IEnumerable<TimelineEntry> entries, IReadOnlySet<long> unfolded)
    {
        var all = entries.ToList();
        var left = all.Where(IsFolded).CountBy(e => e.LoopKey!.Value).ToDictionary(l => l.Key, l => l.Value - LinesOfALoop);
        Dictionary<long, int> shown = [];
        List<TimelineLine> lines = [];
        foreach (var entry in all)
        {
            if (!IsFolded(entry) || entry.LoopKey is not { } loop || unfolded.Contains(loop) || left[loop] <= 1)
            {
                lines.Add(new(entry, 0));
                continue;
            }
            var before = shown[loop] = shown.GetValueOrDefault(loop) + 1;
            if (before <= LinesOfALoop) lines.Add(new(entry, 0));
            else if (before == LinesOfALoop + 1) lines.Add(new(entry, left[loop]));
        }
        return lines;
    }

    // What people wrote is never hidden.
    static bool IsFolded(TimelineEntry entry) => entry.LoopKey is not null && entry.Kind != TimelineKind.Comment;
}

/// <summary>A line of a timeline.</summary>
/// <param name="Hidden">Not 0: this line stands for so many of the entry's loop.</param>
sealed record TimelineLine(TimelineEntry Entry, int Hidden);
