namespace Bpm.Web.Api.V2;

/// <summary>A key for what is told at once and not kept, such as a signal: the instant.</summary>
static class PassingKey
{
    public static string Of(TimeProvider time) => PathKey.Write(time.GetUtcNow().ToUnixTimeMilliseconds());
}
