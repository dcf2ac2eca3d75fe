using Bpm.Feel;
using Bpm.Runtime;

namespace Bpm.Web.Shared;

/// <summary>Loops and their items in words.</summary>
static class LoopWords
{
    const int Longest = 60;
    static readonly string[] NamingEntries = ["name", "title", "label", "subject", "number", "id"];

    public static string Short(LoopProgress loop) => loop.Total is { } total ? $"{loop.Done}/{total}" : $"{loop.Done}";

    public static string Sentence(LoopProgress loop)
    {
        var done = loop.Total is { } total ? $"{loop.Done} of {total} done" : loop.Done == 1 ? "Done once so far" : $"Done {loop.Done} times so far";
        return loop.Active == 0 ? done + "." : $"{done}, {loop.Active} at work.";
    }

    /// <summary>Which item it is: "3 of 12".</summary>
    public static string Number(LoopPlace place) => place.Total is { } total ? $"{place.Number} of {total}" : $"Time {place.Number}";

    /// <summary>What the item is, as short as it can be told; null where the loop has no collection.</summary>
    public static string? Item(LoopPlace place)
    {
        var text = place.Item switch
        {
            null or FeelNull => null,
            FeelContext context => NamingEntries.Select(n => context.Entries.FirstOrDefault(e => e.Key == n).Value).FirstOrDefault(v => v is FeelString or FeelNumber)?.Text ?? FeelJson.ToJson(context),
            FeelList list => FeelJson.ToJson(list),
            var value => value.Text,
        };
        return text is { Length: > Longest } ? text[..(Longest - 1)] + "…" : text;
    }
}
