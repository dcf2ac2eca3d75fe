using System.Globalization;
using System.Text;

namespace Bpm.Model.Tests.Import;

/// <summary>A line for each folder, the reasons of the refusals by number of files, and each refused file with its first reason.</summary>
static class ImportReport
{
    const int MostReasons = 12;

    public static string Of(IReadOnlyCollection<ImportReading> readings)
    {
        var report = new StringBuilder("folder                    files  accepted  refused  crashed  slowest (s)\n");
        foreach (var folder in readings.GroupBy(r => r.Folder))
        {
            Line(report, folder.Key, [.. folder]);
        }

        Line(report, "all", readings);
        report.AppendLine().AppendLine("files refused because of");
        var reasons = readings.SelectMany(r => r.Errors.Select(e => e.Code).Distinct()).CountBy(code => code).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        foreach (var (code, files) in reasons.Take(MostReasons))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"{files,7}  {code}");
        }

        if (reasons.Count > MostReasons)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"{reasons.Skip(MostReasons).Sum(r => r.Value),7}  {reasons.Count - MostReasons} other reasons");
        }

        foreach (var reading in readings.Where(r => r.Crash is not null))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"CRASHED {reading.Crash}");
        }

        foreach (var reading in readings.Where(r => r.File is { HasErrors: true }))
        {
            var first = reading.Errors.First();
            report.AppendLine(CultureInfo.InvariantCulture, $"REFUSED {reading.Name}:{first.Location.Line}:{first.Location.Column} {first.Code}: {first.Message}");
        }

        return report.ToString();
    }

    static void Line(StringBuilder report, string folder, IReadOnlyCollection<ImportReading> readings) =>
        report.AppendLine(CultureInfo.InvariantCulture,
            $"{folder,-24}  {readings.Count,5}  {readings.Count(r => r.IsAccepted),8}  {readings.Count(r => r.File is { HasErrors: true }),7}  {readings.Count(r => r.File is null),7}  {readings.Max(r => r.Time.TotalSeconds),11:F2}");
}
