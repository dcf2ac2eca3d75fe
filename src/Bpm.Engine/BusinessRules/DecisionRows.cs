using Bpm.Dmn;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// A decision's result as Camunda 7 sees it: rows of named entries. A table gives a row for each rule of its result, an
/// aggregated table one row with one entry, and so does a decision without a table.
/// </summary>
static class DecisionRows
{
    /// <summary>Maps the result; why it does not fit the mapping, or null.</summary>
    public static string? Map(DecisionResultMapping mapping, DecisionAnswer answer, out FeelValue value)
    {
        value = answer.Value;
        if (mapping == DecisionResultMapping.Value) return null;

        var asked = answer.Asked;
        var rows = Of(asked);
        value = FeelNull.Instance;
        switch (mapping)
        {
            case DecisionResultMapping.ResultList:
                value = new FeelList(rows);
                return null;
            case DecisionResultMapping.CollectEntries:
                if (rows.Find(r => r.Count != 1) is { } wide) return $"mapping collectEntries needs one output, but there are {Names(wide)}";
                value = new FeelList(rows.Select(r => r.Values[0]));
                return null;
            default:
                if (rows.Count > 1) return $"mapping {(mapping == DecisionResultMapping.SingleEntry ? "singleEntry" : "singleResult")} needs one row at most, but {Rules(asked)} matched";
                if (rows.Count == 0) return null;
                if (mapping == DecisionResultMapping.SingleEntry && rows[0].Count != 1) return $"mapping singleEntry needs one output, but there are {Names(rows[0])}";
                value = mapping == DecisionResultMapping.SingleEntry ? rows[0].Values[0] : rows[0];
                return null;
        }
    }

    public static List<FeelContext> Of(DecisionTrace asked)
    {
        var isTable = asked.Inputs.Length > 0 || asked.Rules.Length > 0;
        if (!isTable) return [Row(asked, asked.Value)];
        if (asked.Rules.IsEmpty)
            // Nothing matched; a table may have default outputs for that.
            return asked.Value switch
            {
                FeelNull => [],
                FeelList { Count: 0 } => [],
                FeelContext defaults => [defaults],
                var value => [Row(asked, value)],
            };
        if (asked.Rules[0].Outputs.Length > 1)
            return asked.Value switch
            {
                FeelContext row => [row],
                FeelList list => [.. list.Items.Select(i => i as FeelContext ?? Row(asked, i))],
                var value => [Row(asked, value)],
            };
        // A list is either the rows of a table with several hits, or the very cell of the only one.
        return asked.Value is FeelList items && !asked.Rules.Any(r => r.Outputs.Any(o => o.Value.Equals(items)))
            ? [.. items.Items.Select(i => Row(asked, i))]
            : [Row(asked, asked.Value)];
    }

    static FeelContext Row(DecisionTrace asked, FeelValue value)
    {
        var output = asked.Rules.IsEmpty || asked.Rules[0].Outputs.IsEmpty ? null : asked.Rules[0].Outputs[0];
        return FeelContext.Of((output?.Name ?? output?.Label ?? output?.Id ?? asked.Name ?? asked.DecisionId, value));
    }

    static string Names(FeelContext row) => $"{row.Count}: {string.Join(", ", row.Keys)}";

    static string Rules(DecisionTrace asked) => $"the rules {string.Join(" and ", asked.Rules.Select(r => r.Number))}";
}
