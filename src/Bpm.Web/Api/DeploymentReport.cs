using System.Globalization;
using Bpm.Model;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>The diagnostics of refused files in the form that modelers show beside the drawing.</summary>
static class DeploymentReport
{
    public static IResult Refused(DeploymentResult refused)
    {
        var problems = refused.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => string.Create(
            CultureInfo.InvariantCulture, $"\n* {Text(d)} | resource {d.File} | line {d.Location.Line} | column {d.Location.Column}"));
        var details = refused.Diagnostics.GroupBy(d => d.File).ToDictionary(
            file => file.Key,
            file => new FileReportDto(
                [.. file.Where(d => d.Severity == Severity.Error).Select(Problem)],
                [.. file.Where(d => d.Severity != Severity.Error).Select(Problem)]));
        var message = "ENGINE-09005 Could not parse BPMN process. Errors: " + string.Concat(problems);
        return Results.Json(new ParseErrorDto("ParseException", message, 0, details), statusCode: 400);
    }

    static ProblemDto Problem(Diagnostic d) =>
        new(Text(d), d.Location.Line, d.Location.Column, d.ElementId, d.ElementId is null ? [] : [d.ElementId]);

    static string Text(Diagnostic d) => string.IsNullOrEmpty(d.Remedy) ? d.Message : d.Message + " " + d.Remedy;
}
