namespace Bpm.Web.Api;

/// <summary>The body of every error.</summary>
/// <param name="Type">The exception's name as Camunda 7 clients know it.</param>
/// <param name="Message">What was expected, what was found, and what to do.</param>
/// <param name="Code">Always 0: no engine error codes are given.</param>
sealed record ErrorDto(string Type, string Message, int Code = 0);

/// <summary>What is wrong with the files of a refused deployment.</summary>
sealed record ParseErrorDto(string Type, string Message, int Code, IReadOnlyDictionary<string, FileReportDto> Details);

sealed record FileReportDto(IReadOnlyList<ProblemDto> Errors, IReadOnlyList<ProblemDto> Warnings);

sealed record ProblemDto(string Message, int Line, int Column, string? MainBpmnElementId, IReadOnlyList<string> BpmnElementIds);

sealed record CountDto(int Count);

sealed record LinkDto(string Method, string Href, string Rel);
