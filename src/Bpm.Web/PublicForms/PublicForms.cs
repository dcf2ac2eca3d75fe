using System.Threading.RateLimiting;

namespace Bpm.Web.PublicForms;

/// <summary>Start forms that anyone may send: how often, and how much.</summary>
static class PublicForms
{
    public const string Policy = "public-forms";
    public const string RequestField = "_request";
    public const string DataField = "_data";
    public const int LargestBody = 256 * 1024;

    /// <summary>For one address; many people may share one.</summary>
    public const int SentPerMinute = 30;

    public static IServiceCollection AddPublicForms(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = SentPerMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter(""));
        options.OnRejected = async (rejected, ct) =>
        {
            var response = rejected.HttpContext.Response;
            response.StatusCode = StatusCodes.Status429TooManyRequests;
            response.Headers.RetryAfter = "60";
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync($"Nothing was sent: more than {SentPerMinute} forms came from your address within a minute. Go back, what you typed is still there, and send it again in a minute.", ct);
        };
    });
}
