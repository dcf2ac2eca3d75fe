using System.Collections.Immutable;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>The files of a deployment, read and checked; nothing is stored before every one of them is right.</summary>
sealed record UploadedFiles(
    ImmutableArray<BpmnFile> Models, UploadedDecisions Rules, ImmutableArray<FormFile> Forms, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);

    public static UploadedFiles Read(IReadOnlyList<DeploymentFile> files, DateTimeOffset now)
    {
        List<BpmnFile> models = [];
        List<FormFile> forms = [];
        List<Diagnostic> diagnostics = [];
        var rules = UploadedDecisions.Read([.. files.Where(f => DeploymentFile.IsDecisionFile(f.Name))]);
        foreach (var file in files.Where(f => !DeploymentFile.IsDecisionFile(f.Name)))
        {
            if (FormFile.IsForm(file.Name))
            {
                if (FormFile.Read(file, diagnostics) is { } form) forms.Add(form);
                continue;
            }
            // Whatever its name: the reader says best what is wrong with a file that is no BPMN.
            var model = BpmnReader.Read(file.Content, file.Name);
            models.Add(model);
            diagnostics.AddRange(model.Diagnostics);
        }
        foreach (var model in models)
            foreach (var process in model.Processes)
                diagnostics.AddRange(WrongTimers(model.FileName, process, now));
        diagnostics.AddRange([.. rules.Diagnostics, .. DoubleFiles(files), .. Doubles(models), .. Doubles(forms)]);
        diagnostics.AddRange(models.SelectMany(m => AskedDecision.Of(m)).Where(a => a.IsBoundHere && !rules.Has(a.Request.DecisionId)).Select(a => a.ToError()));
        if (files.Count == 0)
            diagnostics.Add(new(Severity.Error, "nothing-to-deploy", "", default, null, "Expected at least one file, but there is none.", "Choose a BPMN or DMN file."));
        return new([.. models], rules, [.. forms], [.. diagnostics]);
    }

    /// <summary>Decisions that these processes ask for by name and that are not among the files: they must be there already.</summary>
    public IEnumerable<AskedDecision> Asked =>
        Models.SelectMany(m => AskedDecision.Of(m)).Where(a => !a.IsBoundHere && !Rules.Answers(a.Request)).DistinctBy(a => (a.File, a.ElementId));

    public ProcessDefinition Process(string id) => Models.SelectMany(m => m.Processes).First(p => p.Id == id);

    public string FormName(string formId) => Forms.First(f => f.FormId == formId).Name;

    /// <summary>The files as Storage takes them, with the starts that must be listened for.</summary>
    public NewDeployment ToDeployment(DeploymentRequest request, string by, DateTimeOffset now) => new(
        request.Name, request.Source, now, by,
        [.. request.Files.Select(f => new NewResource(f.Name, f.Content.ToArray()))],
        [.. Models.SelectMany(m => m.Processes.Select(p => ToDefinition(p, m.FileName, now)))],
        [.. Forms.Select(f => new NewForm(f.FormId, f.Schema))],
        request.FilterDuplicates)
    {
        Decisions = Rules.ToDecisions(),
    };

    NewDefinition ToDefinition(ProcessDefinition process, string file, DateTimeOffset now) =>
        Described(process, file, now) with { BoundResources = Rules.BoundBy(process) };

    /// <summary>A process with what starts it, its timers counted from an instant.</summary>
    public static NewDefinition Described(ProcessDefinition process, string file, DateTimeOffset now)
    {
        var starts = process.StartEvents(process.Id);
        return new NewDefinition(
            process.Id, process.Name, process.VersionTag, file,
            process.IsStartableInTasklist && starts.Any(s => s.Definition is null), process.HistoryTimeToLiveDays,
            [.. Entrances.Of<MessageEventDefinition>(process).Where(e => e.Definition.StaticName is not null)
                .Select(e => new MessageStart(e.Definition.StaticName!, e.NodeId)).Distinct()],
            [.. process.StartTimers.Select(t => ToTimer(process, t.Start, t.Timer, now))])
        {
            SignalStarts = [.. Entrances.Of<SignalEventDefinition>(process).Where(e => e.Definition.Name.StaticValue is FeelString)
                .Select(e => new SignalStart(((FeelString)e.Definition.Name.StaticValue!).Value, e.NodeId)).Distinct()],
        };
    }

    static StartTimer ToTimer(ProcessDefinition process, StartEvent start, TimerEventDefinition timer, DateTimeOffset now) =>
        TrySchedule(process, start, timer, now, out var schedule)
            ? new StartTimer(start.Id, schedule.Due, schedule.RepeatsLeft, schedule.RepeatEvery)
            : throw new InvalidOperationException($"Expected the timer of {start.Id} to have been checked, but it has no schedule.");

    /// <summary>The schedule of a timer start event, counted from the deployment.</summary>
    public static bool TrySchedule(ProcessDefinition process, StartEvent start, TimerEventDefinition timer, DateTimeOffset now, out TimerSchedule schedule)
    {
        schedule = default!;
        return TimerCalendar.Of(process, start) is { } calendar && TimerTrigger.TrySchedule(
            timer.Kind, timer.Expression.Evaluate(FeelContext.Empty, new FeelEnvironment(now)).Value, now, calendar, out schedule);
    }

    static IEnumerable<Diagnostic> WrongTimers(string file, ProcessDefinition process, DateTimeOffset now) =>
        from start in process.StartEvents(process.Id)
        from timer in start.Definitions.OfType<TimerEventDefinition>()
        where !TrySchedule(process, start, timer, now, out _)
        let text = timer.Expression.Text
        select new Diagnostic(Severity.Error, "start-timer", file, start.Location, start.Id,
            $"Expected the timer of start event '{start.Label}' to be an ISO 8601 date, duration or cycle or a cron text, in a time zone that there is, but '{text}'{Zone(process, start)} is none.",
            "Write a date such as 2030-01-31T08:00:00Z, a duration such as PT8H, or a cycle such as R/PT1H; no variables exist before the start.");

    static string Zone(ProcessDefinition process, StartEvent start) => TimerCalendar.ZoneName(process, start) is { } name ? $" in '{name}'" : "";

    static IEnumerable<Diagnostic> DoubleFiles(IReadOnlyList<DeploymentFile> files) =>
        from file in files
        group file by file.Name into same
        where same.Count() > 1
        select new Diagnostic(Severity.Error, "file-twice", same.Key, default, null,
            $"Expected one file with the name {same.Key}, but {same.Count()} have it.", "Rename one of them, or upload only one.");

    static IEnumerable<Diagnostic> Doubles(List<FormFile> forms) =>
        from form in forms
        group form by form.FormId into same
        where same.Count() > 1
        select new Diagnostic(Severity.Error, "form-twice", same.Last().Name, default, null,
            $"Expected one form with the id {same.Key}, but {same.Count()} files have it.", "Give one of them another id, or upload only one.");

    static IEnumerable<Diagnostic> Doubles(List<BpmnFile> models) =>
        from process in models.SelectMany(m => m.Processes.Select(p => (File: m.FileName, Process: p)))
        group process by process.Process.Id into same
        where same.Count() > 1
        let last = same.Last()
        select new Diagnostic(Severity.Error, "process-twice", last.File, last.Process.Location, same.Key,
            $"Expected one process with the id {same.Key}, but {same.Count()} files have it.", "Give one of them another id, or upload only one.");
}
