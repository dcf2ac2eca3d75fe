using Bpm.Model;
using Bpm.Runtime;

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
        var source = SourceText.Of(file.Content);
        var isDrawn = model is not null && source.CanBeDrawn(problems);
        Diagnostic[] worstFirst = [.. problems.OrderByDescending(p => p.Severity).ThenBy(p => p.Location.Line).ThenBy(p => p.Location.Column)];
        return new(file, model, worstFirst, source, isDrawn, isDrawn ? source.Names() : new Dictionary<string, string>());
    }

    public int Count(Severity severity) => Problems.Count(p => p.Severity == severity);

    public string NameOf(string elementId) => Names.TryGetValue(elementId, out var name) ? $"{name} ({elementId})" : elementId;
}
