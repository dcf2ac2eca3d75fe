using Bpm.Model;
using Bpm.Runtime;
using Bpm.Web.Decisions;
using Bpm.Web.Trials;

namespace Bpm.Web.Processes;

/// <summary>Files that somebody wants to deploy together, and everything that is wrong with them.</summary>
public sealed record Upload(IReadOnlyList<UploadedFile> Files)
{
    public int Errors => Files.Sum(f => f.Count(Severity.Error));
    public int Warnings => Files.Sum(f => f.Count(Severity.Warning));

    public IReadOnlyList<DeploymentFile> Content => [.. Files.Select(f => f.File)];

    public static async Task<Upload> CheckAsync(ProcessEngine engine, IReadOnlyList<DeploymentFile> files)
    {
        var check = await engine.Check(files);
        var problems = check.Diagnostics.ToLookup(d => d.File);
        var models = check.Files.ToLookup(f => f.FileName);
        return new([.. files.Select(f => UploadedFile.Of(f, models[f.Name].FirstOrDefault(), [.. problems[f.Name]]))]);
    }

    /// <summary>These files with others added; one of the same name takes the place of the earlier.</summary>
    public static IReadOnlyList<DeploymentFile> Merge(Upload? earlier, IReadOnlyList<DeploymentFile> added) =>
        [.. (earlier?.Content ?? []).Where(f => added.All(a => a.Name != f.Name)), .. added.DistinctBy(a => a.Name)];
}

/// <summary>One of the files: drawn when it can be, else shown as text.</summary>
public sealed record UploadedFile(DeploymentFile File, BpmnFile? Model, IReadOnlyList<Diagnostic> Problems, SourceText Source, bool IsDrawn, IReadOnlyDictionary<string, string> Names)
{
    public string Name => File.Name;

    public bool IsDecisionFile => DeploymentFile.IsDecisionFile(Name);

    public static UploadedFile Of(DeploymentFile file, BpmnFile? model, IReadOnlyList<Diagnostic> problems)
    {
        if (DeploymentFile.IsDecisionFile(file.Name)) return Of(file, new DecisionFile(file.Name, null, DecisionSheetReader.Read(SourceText.Of(file.Content).Text), problems));
        var source = SourceText.Of(file.Content);
        var isDrawn = model is not null && source.CanBeDrawn(problems);
        return new(file, model, WorstFirst(problems), source, isDrawn, isDrawn ? source.Names() : new Dictionary<string, string>());
    }

    /// <summary>A DMN file, with its tables.</summary>
    public static UploadedFile Of(DeploymentFile file, DecisionFile decisions) =>
        new(file, null, WorstFirst(decisions.Problems), SourceText.Of(file.Content), false, decisions.Sheets.DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Name)) { Sheets = decisions.Sheets };

    /// <summary>The decisions of a DMN file; null for any other.</summary>
    public IReadOnlyList<DecisionSheet>? Sheets { get; init; }

    /// <summary>The problems as marks in the cells of the tables.</summary>
    public IReadOnlyList<TrailRemark> Remarks =>
        [.. Problems.Where(p => p.Severity != Severity.Info && p.ElementId is not null)
            .Select(p => new TrailRemark(p.ElementId, "", new(p.Severity == Severity.Error ? RemarkTone.Error : RemarkTone.Warning, "", p.Message, 0, 0)))];

    static Diagnostic[] WorstFirst(IEnumerable<Diagnostic> problems) => [.. problems.OrderByDescending(p => p.Severity).ThenBy(p => p.Location.Line).ThenBy(p => p.Location.Column)];

    public int Count(Severity severity) => Problems.Count(p => p.Severity == severity);

    public string NameOf(string elementId) => Names.TryGetValue(elementId, out var name) ? $"{name} ({elementId})" : elementId;
}
