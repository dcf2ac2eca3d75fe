using System.Globalization;
using Bpm.Engine;
using Bpm.Feel;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>Gives demo mode something to look at: deploys the shipped processes, and starts a few invoices the first time.</summary>
sealed class DemoData(ProcessEngine engine, People people, BpmOptions options, TimeProvider time, ILogger<DemoData> log)
{
    const string Invoices = "invoice-approval";

    static readonly (string Starter, string Number, string Supplier, decimal Amount, string Department, string ApproveWithin, int DueInDays)[] Samples =
    [
        ("carl", "2026-0815", "Nordwind Energie", 1280, "sales", "PT8H", 14),
        ("dora", "2026-0816", "Kontor Büromöbel", 7450, "sales", "P2D", 30),
        ("carl", "2026-0817", "Lindner Messebau", 23900, "sales", "PT2M", 7),
        ("dora", "2026-0818", "Papier Krause", 96, "sales", "PT8H", 10),
    ];

    /// <summary>Deploys and starts; safe to call at every start.</summary>
    public async Task Load(CancellationToken ct)
    {
        if (options.DemoProcesses is not { } folder || !Directory.Exists(folder)) return;
        var files = FilesIn(folder);
        if (files.Count == 0) return;
        var reply = await engine.Deploy(Actor.System, new DeploymentRequest("Shipped processes", "demo", files), ct);
        if (reply.Rejection is { } rejection)
        {
            log.LogWarning("The demo processes were not deployed: {Reason} {First}", rejection.Message, reply.Value?.Diagnostics.FirstOrDefault());
            return;
        }
        // A version made now and numbered 1 is this database's first: later starts and upgrades add no invoices.
        if (reply.Value!.Definitions.Any(d => d is { ProcessId: Invoices, Version: 1, IsNew: true })) await StartSamples(ct);
    }

    static List<DeploymentFile> FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.bpmn").Concat(Directory.EnumerateFiles(folder, "*.dmn")).Concat(Directory.EnumerateFiles(folder, "*.form", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(path => new DeploymentFile(Path.GetFileName(path), File.ReadAllBytes(path))),
    ];

    async Task StartSamples(CancellationToken ct)
    {
        foreach (var sample in Samples)
        {
            if (await people.Find(sample.Starter, ct) is not { } starter) continue;
            var due = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(sample.DueInDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var reply = await engine.Start(starter, StartRequest.Process(Invoices, VariableSet.Of(
                ("number", new FeelString(sample.Number)), ("supplier", new FeelString(sample.Supplier)), ("amount", FeelNumber.Of(sample.Amount)),
                ("currency", new FeelString("EUR")), ("department", new FeelString(sample.Department)),
                ("dueDate", new FeelString(due)), ("approveWithin", new FeelString(sample.ApproveWithin)), ("note", FeelString.Empty))), ct);
            if (reply.Rejection is { } rejection) log.LogWarning("The sample invoice {Number} was not started: {Reason}", sample.Number, rejection.Message);
        }
    }
}
