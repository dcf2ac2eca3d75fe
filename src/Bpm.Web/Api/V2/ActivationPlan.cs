namespace Bpm.Web.Api.V2;

/// <summary>Reads an activation of jobs as a fetch of one topic.</summary>
static class ActivationPlan
{
    const int MostJobs = 1000;
    static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(30);

    public static FetchPlan? Of(ActivationDto wish, Caller caller, out string problem)
    {
        problem = string.IsNullOrEmpty(wish.Type) ? "Expected a type of jobs, but there is none."
            : wish.MaxJobsToActivate < 1 ? $"Expected maxJobsToActivate of at least 1, but found {wish.MaxJobsToActivate}."
            : wish.Timeout < 1 ? $"Expected a timeout of at least 1 ms, but found {wish.Timeout}."
            : LockTime.Problem("timeout", wish.Timeout) ?? (wish.TenantIds ?? []).Select(Tenant.Problem).FirstOrDefault(p => p is not null) ?? "";
        if (problem.Length > 0) return null;
        var topic = new FetchPlan.Topic(TimeSpan.FromMilliseconds(wish.Timeout), wish.FetchVariable, WantsProperties: true);
        return new(
            string.IsNullOrWhiteSpace(wish.Worker) ? caller.UserId : wish.Worker, Math.Min(wish.MaxJobsToActivate, MostJobs), PatienceOf(wish.RequestTimeout ?? 0),
            new Dictionary<string, FetchPlan.Topic> { [wish.Type!] = topic });
    }

    static TimeSpan PatienceOf(long milliseconds) =>
        milliseconds < 0 ? TimeSpan.Zero
        : milliseconds == 0 ? UsualPatience
        : TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestPatience.TotalMilliseconds));
}
