using Bpm.Dmn;
using Bpm.Model;
using Bpm.Web.Processes;

namespace Bpm.Web.Decisions;

/// <summary>A DMN file: to evaluate, if nothing is wrong with it, and to show in any case.</summary>
/// <param name="Model">Null when it has errors.</param>
public sealed record DecisionFile(string Name, DecisionModel? Model, IReadOnlyList<DecisionSheet> Sheets, IReadOnlyList<Diagnostic> Problems)
{
    public static DecisionFile Read(string name, ReadOnlyMemory<byte> content, IReadOnlyList<DmnSource> beside)
    {
        var file = DmnReader.Read(content, name, beside);
        return new(name, file.Model, DecisionSheetReader.Read(SourceText.Of(content).Text), file.Diagnostics);
    }

    /// <summary>What can be asked: whole services as well as single decisions.</summary>
    public IReadOnlyList<DecisionDefinition> Decisions => Model is null ? [] : Model.Decisions;

    public DecisionSheet? Sheet(string decisionId) => Sheets.FirstOrDefault(s => s.Id == decisionId);

    /// <summary>A decision with all that it uses, each after what it uses itself.</summary>
    public IReadOnlyList<DecisionSheet> Closure(string decisionId)
    {
        List<DecisionSheet> found = [];
        Visit(decisionId, []);
        return found;

        void Visit(string id, HashSet<string> seen)
        {
            if (!seen.Add(id) || seen.Count > Sheets.Count || Sheet(id) is not { } sheet) return;
            foreach (var required in sheet.Requires) Visit(required.Id, seen);
            found.Add(sheet);
        }
    }
}
