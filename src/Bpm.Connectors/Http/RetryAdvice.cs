namespace Bpm.Connectors;

/// <summary>What an answer says of another attempt.</summary>
static class RetryAdvice
{
    /// <summary>Statuses after which the same request may succeed later.</summary>
    public static CodeList Statuses { get; } = CodeList.Of("408, 425, 429, 5xx");

    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The answer's <c>Retry-After</c>, in seconds or as an instant; at most a day.</summary>
    public static TimeSpan? After(HttpResponseMessage answer, DateTimeOffset now)
    {
        var wait = answer.Headers.RetryAfter is { } advice ? advice.Delta ?? advice.Date - now : null;
        return wait is not { } time || time <= TimeSpan.Zero ? null : time < Longest ? time : Longest;
    }
}
