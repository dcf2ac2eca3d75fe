using System.Text;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Runtime;

namespace Bpm.Web.Hooks;

/// <summary>Reads <c>Bpm:Webhooks:&lt;id&gt;:…</c>; every setting that is wrong is one clear line.</summary>
static class WebhookSettings
{
    const string Section = "Bpm:Webhooks";

    static readonly string[] Known =
    [
        "Secret", "Header", "Prefix", "TimestampHeader", "Tolerance", "Message", "Correlate", "Process", "CorrelationKey", "BusinessKey", "Variables",
        "MessageId", "MessageIdHeader", "TimeToLive", "Cardinality",
    ];

    public static (Webhooks Webhooks, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        List<string> problems = [];
        var hooks = configuration.GetSection(Section).GetChildren().Select(hook => Read(hook, problems)).OfType<Webhook>().ToList();
        return (new(hooks.ToDictionary(h => h.Id, StringComparer.Ordinal)), problems);
    }

    static Webhook? Read(IConfigurationSection hook, List<string> problems)
    {
        var before = problems.Count;
        void Wrong(string name, string expected) => problems.Add($"{Section}:{hook.Key}:{name}: expected {expected}.");
        foreach (var unknown in hook.GetChildren().Where(s => !Known.Contains(s.Key, StringComparer.OrdinalIgnoreCase)))
            Wrong(unknown.Key, $"one of {string.Join(", ", Known)}, but there is no such setting");

        if (hook["Secret"] is not { Length: >= 16 } secret)
        {
            Wrong("Secret", "the secret that the sender signs with, of 16 characters or more");
            secret = "";
        }
        (WebhookEffect Effect, string? Target)[] targets = [(WebhookEffect.Publish, hook["Message"]), (WebhookEffect.Correlate, hook["Correlate"]), (WebhookEffect.Start, hook["Process"])];
        var named = targets.Where(t => !string.IsNullOrWhiteSpace(t.Target)).ToList();
        if (named.Count != 1) Wrong("Message", "exactly one of Message (publish it), Correlate (deliver it to who waits now) and Process (start it)");

        var tolerance = Duration("Tolerance", TimeSpan.FromMinutes(5));
        var timeToLive = Duration("TimeToLive", TimeSpan.FromHours(1));
        var cardinality = Cardinality.One;
        if (hook["Cardinality"] is { } text && (!Enum.TryParse(text, ignoreCase: true, out cardinality) || !Enum.IsDefined(cardinality))) Wrong("Cardinality", "one, first or all");
        var signature = new WebhookSignature(
            Encoding.UTF8.GetBytes(secret), hook["Header"] ?? "X-Hub-Signature-256", hook["Prefix"] ?? "sha256=", hook["TimestampHeader"], tolerance);
        var (correlation, business, variables, id) = (Expression("CorrelationKey"), Expression("BusinessKey"), Expression("Variables"), Expression("MessageId"));
        if (problems.Count > before) return null;
        return new(hook.Key, signature, named[0].Effect, named[0].Target!)
        {
            CorrelationKey = correlation, BusinessKey = business, Variables = variables, MessageId = id,
            MessageIdHeader = hook["MessageIdHeader"], TimeToLive = timeToLive, Cardinality = cardinality,
        };

        TimeSpan Duration(string name, TimeSpan otherwise)
        {
            if (hook[name] is not { } given) return otherwise;
            if (IsoDuration.TryParse(given, out var duration) && duration.Months == 0 && duration.Time >= TimeSpan.Zero) return duration.Time;
            Wrong(name, $"a duration such as PT5M, but got '{given}'");
            return otherwise;
        }

        FeelExpression? Expression(string name)
        {
            if (hook[name] is not { Length: > 0 } given) return null;
            var parsed = FeelExpression.Parse(given.TrimStart().TrimStart('='));
            if (parsed.IsValid) return parsed.Expression;
            Wrong(name, $"a FEEL expression over body and headers, but '{given}' is none: {parsed.Error.Message}");
            return null;
        }
    }
}
