using System.Collections.Immutable;
using Bpm.Dmn;
using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>The DMN files of a deployment, each read with the others beside it, which it may import.</summary>
sealed record UploadedDecisions(ImmutableArray<DmnFile> Files, ImmutableHashSet<string> NotAlone, ImmutableArray<Diagnostic> Diagnostics)
{
    public static UploadedDecisions Read(IReadOnlyList<DeploymentFile> files)
    {
        List<DmnFile> read = [];
        HashSet<string> notAlone = [];
        foreach (var file in files)
        {
            DmnSource[] beside = [.. files.Where(f => f.Name != file.Name).Select(f => new DmnSource(f.Name, f.Content))];
            var model = DmnReader.Read(file.Content, file.Name, beside);
            read.Add(model);
            // A file that is right only with the others imports some of them: changed, they make it another.
            if (beside.Length > 0 && !model.HasErrors && DmnReader.Read(file.Content, file.Name).HasErrors) notAlone.Add(file.Name);
        }
        return new([.. read], [.. notAlone], [.. read.SelectMany(f => f.Diagnostics), .. Doubles(read), .. TooLong(read)]);
    }

    public bool Has(string decisionId) => All.Any(d => d.Decision.Id == decisionId);

    /// <summary>Whether deploying these files gives what the request asks for, or may: which number a version gets is not known yet.</summary>
    public bool Answers(DecisionRequest request) => All.Any(d => d.Decision.Id == request.DecisionId && request.Binding switch
    {
        DecisionBinding.VersionTag => d.Decision.VersionTag == request.VersionTag,
        _ => true,
    });

    public IReadOnlyList<NewDecision> ToDecisions() =>
    [
        .. All.Select(d => new NewDecision(
            d.Decision.Id, d.Decision.Name, d.Decision.VersionTag, d.File.Model!.Id, d.File.Model.Name, d.Decision.HistoryDays,
            d.File.FileName, NotAlone.Contains(d.File.FileName) ? Others(d.File.FileName) : [])),
    ];

    /// <summary>The files of the decisions that a process binds by deployment; all of them where an expression names one.</summary>
    public IReadOnlyList<string> BoundBy(ProcessDefinition process)
    {
        DecisionReference[] bound = [.. process.Nodes.Values.OfType<BusinessRuleTask>().Select(t => t.Decision).Where(d => d.Binding == DecisionBinding.Deployment)];
        if (bound.Length == 0) return [];
        var requests = bound.Select(DecisionRequest.Static).ToList();
        var files = requests.Contains(null)
            ? Files.Select(f => f.FileName)
            : All.Where(d => requests.Any(r => r!.DecisionId == d.Decision.Id)).Select(d => d.File.FileName).ToList();
        return files.Any(NotAlone.Contains) ? [.. Files.Select(f => f.FileName)] : [.. files.Distinct()];
    }

    public DeployedDecision Deployed(Storage.DeployedDecision stored)
    {
        var (file, decision) = All.First(d => d.Decision.Id == stored.DecisionId);
        return new(stored.DecisionKey, decision.Id, decision.Name, stored.Version, decision.VersionTag, file.FileName, stored.IsNew);
    }

    IEnumerable<(DmnFile File, DecisionDefinition Decision)> All => Files.Where(f => f.Model is not null).SelectMany(f => f.Model!.Decisions, (f, d) => (f, d));

    string[] Others(string name) => [.. Files.Select(f => f.FileName).Where(f => f != name)];

    static IEnumerable<Diagnostic> Doubles(List<DmnFile> files) =>
        from decision in files.Where(f => f.Model is not null).SelectMany(f => f.Model!.Decisions, (f, d) => (f.FileName, d.Id))
        group decision.FileName by decision.Id into same
        where same.Count() > 1
        select new Diagnostic(Severity.Error, "decision-twice", same.Last(), default, same.Key,
            $"Expected one decision with the id {same.Key}, but {same.Count()} files have it.", "Give one of them another id, or upload only one.");

    // As long as the columns that they go to.
    static IEnumerable<Diagnostic> TooLong(List<DmnFile> files) =>
        from file in files
        where file.Model is not null
        from decision in file.Model!.Decisions
        from problem in new[]
        {
            Lengths.Problem("an id of the definitions", file.Model!.Id, Lengths.Id), Lengths.Problem("the id of a decision", decision.Id, Lengths.Id),
            Lengths.Problem("a version tag", decision.VersionTag, Lengths.Id), Lengths.Problem("a decision's name", decision.Name, Lengths.Name),
        }
        where problem is not null
        select new Diagnostic(Severity.Error, "decision-too-long", file.FileName, default, decision.Id, problem.Message, "Shorten it.");
}

/// <summary>A decision that a business rule task of an uploaded process names without an expression.</summary>
sealed record AskedDecision(DecisionRequest Request, string File, SourceLocation Location, string ElementId, string Label)
{
    public bool IsBoundHere => Request.Binding == DecisionBinding.Deployment;

    public static IEnumerable<AskedDecision> Of(BpmnFile file) =>
        from process in file.Processes
        from task in process.Nodes.Values.OfType<BusinessRuleTask>()
        let request = DecisionRequest.Static(task.Decision)
        where request is not null
        select new AskedDecision(request, file.FileName, task.Location, task.Id, task.Label);

    public Diagnostic ToError() => new(Severity.Error, "decision-not-deployed", File, Location, ElementId,
        $"Expected decision {Request}, which '{Label}' asks, but none of the files has it.",
        "Add its DMN file to the deployment, or bind the decision with latest.");

    public Diagnostic ToWarning() => new(Severity.Warning, "decision-not-deployed", File, Location, ElementId,
        $"Expected decision {Request}, which '{Label}' asks, but neither these files nor earlier deployments have it; the task will stop with an incident.",
        "Deploy its DMN file before the process gets there.");
}
