namespace Bpm.Web.Api;

/// <summary>An error as the clients of the path that was asked read it.</summary>
sealed class ErrorAnswer(int status, string type, string message) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext) => Answers.Write(httpContext, status, type, message);
}
