using System.Collections.Immutable;
using System.Globalization;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>Describes what of a model can be asked: its decisions and decision services, with what Camunda's files say about them.</summary>
static class DefinitionReader
{
    public static ImmutableArray<DecisionDefinition> Read(SourceElement definitions, DecisionGraph graph, DiagnosticList diagnostics) =>
    [
        .. definitions.Children
            .Where(c => c.Namespace == definitions.Namespace && c.Name is "decision" or "decisionService")
            .DistinctBy(References.IdOf)
            .Select(c => new DecisionDefinition(
                References.IdOf(c), c["name"], c.Name == "decisionService", VersionTag(c), HistoryDays(c, diagnostics),
                [.. Inputs(graph.Find(References.IdOf(c)), graph)])),
    ];

    static string? VersionTag(SourceElement source) =>
        DmnNames.CamundaAttribute(source, "versionTag") is { Length: > 0 } tag ? tag
        : source.Descendants().FirstOrDefault(d => d.Name == "versionTag" && d.Parent?.Parent == source)?["value"];

    /// <summary>A number of days, or a duration such as P30D.</summary>
    static int? HistoryDays(SourceElement source, DiagnosticList diagnostics)
    {
        if (DmnNames.CamundaAttribute(source, "historyTimeToLive") is not { Length: > 0 } text)
        {
            return null;
        }

        var digits = text.StartsWith('P') && text.EndsWith('D') ? text[1..^1] : text;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return days;
        }

        diagnostics.Warning("history-time-to-live", source.Location, source.NearestId,
            $"Expected a number of days as history time to live, but found “{text}”; it is not used.", "Write for example 30 or P30D.");
        return null;
    }

    static IEnumerable<string> Inputs(DrgElement? element, DecisionGraph graph)
    {
        if (element is DecisionService service)
        {
            return service.Inputs;
        }

        List<string> inputs = [];
        HashSet<string> seen = [];
        Queue<DrgElement?> open = new([element]);
        while (open.TryDequeue(out var next))
        {
            if (next is InputData input)
            {
                inputs.Add(input.Name);
            }
            else if (next is Decision decision)
            {
                foreach (var requirement in decision.Requirements.All.Where(r => r.From is null && seen.Add(r.Id)))
                {
                    open.Enqueue(graph.Find(requirement.Id));
                }
            }
        }

        return inputs;
    }
}
