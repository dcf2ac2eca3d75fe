using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// How a connector reads a job. A setting is text of the model (header, field or extension property), in which
/// <c>{{secrets.NAME}}</c> stands for a secret; or it is what an input mapping of the task gave, which is data: nothing in data is
/// ever replaced, parsed or evaluated. Whatever secret was used is blotted out of everything that comes back.
/// </summary>
sealed partial class JobSettings(ConnectorJob job, ConnectorOptions options)
{
    const int ShortestSecret = 4;

    readonly SecretMask _mask = new();

    public ConnectorJob Job => job;

    /// <summary>Whether a secret of the model is part of what was read so far.</summary>
    public bool HoldsSecrets => _mask.IsNeeded;

    /// <summary>For work whose settings are kept with what it does.</summary>
    public void RefuseSecrets()
    {
        if (HoldsSecrets) throw new SettingException("Expected settings without secrets, for they are kept with what this connector does, but one names a secret.");
    }

    /// <summary>Does a connector's work: what is wrong with the settings ends as a failure that only a person can mend.</summary>
    public static async Task<ConnectorResult> Use(ConnectorJob job, ConnectorOptions options, Func<JobSettings, Task<ConnectorResult>> work)
    {
        var settings = new JobSettings(job, options);
        try
        {
            return settings._mask.Apply(await work(settings));
        }
        catch (SettingException wrong)
        {
            return settings._mask.Apply(ConnectorResult.GiveUp(wrong.Message));
        }
        // A bug is reported as it is, unless its text would carry a secret into the log.
        catch (Exception bug) when (bug is not OperationCanceledException && settings._mask.IsIn(bug.ToString()))
        {
            throw new InvalidOperationException(settings._mask.Apply(bug.ToString()));
        }
    }

    /// <summary>A setting that only the model may give; null when it gives none.</summary>
    public string? Static(string name) => job.Headers.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? Resolve(text, $"the setting '{name}'") : null;

    public string RequiredStatic(string name, string example) => Static(name)
        ?? throw new SettingException($"Expected the setting '{name}' in the model (task header, field or extension property), such as {example}, but it is missing.{Hint(name)}");

    /// <summary>Data: what the input mapping of this name gave; null when there is none, or it gave null.</summary>
    public FeelValue? Input(string name) => job.Inputs.TryGet(name, out var value) && value is not FeelNull ? value : null;

    /// <summary>A setting of the model, or else data.</summary>
    public string? Text(string name) => Static(name) ?? Input(name)?.Text;

    public string Required(string name, string example) => Text(name)
        ?? throw new SettingException($"Expected the setting '{name}' in the model, or an input mapping to '{name}', such as {example}, but both are missing.");

    public FeelValue? Value(string name) => Static(name) is { } text ? new FeelString(text) : Input(name);

    /// <summary>Settings of the model that begin alike, such as <c>headers.Accept</c>, without their prefix.</summary>
    public IEnumerable<KeyValuePair<string, string>> Group(string prefix) =>
        from header in job.Headers
        where header.Key.Length > prefix.Length && header.Key.StartsWith(prefix, StringComparison.Ordinal)
        orderby header.Key
        select KeyValuePair.Create(header.Key[prefix.Length..], Resolve(header.Value, $"the setting '{header.Key}'"));

    /// <summary>Values by name that an input mapping gave as a context.</summary>
    public FeelContext Values(string name) => Input(name) switch
    {
        null => FeelContext.Empty,
        FeelContext context => context,
        var other => throw new SettingException($"Expected the input '{name}' to be a context of names and values, but it is a {other.TypeName}."),
    };

    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        if (Static(name) is not { } text) return otherwise;
        try
        {
            if (XmlConvert.ToTimeSpan(text) is var duration && duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(366)) return duration;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
        }
        throw new SettingException($"Expected the setting '{name}' to be a duration such as PT20S, but it is '{text}'.");
    }

    public int Number(string name, int otherwise, int largest) =>
        Static(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest ? number
        : throw new SettingException($"Expected the setting '{name}' to be a whole number from 1 to {largest}, but it is '{text}'.");

    public string OneOf(string name, string otherwise, params string[] known)
    {
        var text = Static(name) ?? otherwise;
        return known.Contains(text, StringComparer.OrdinalIgnoreCase) ? text.ToLowerInvariant()
            : throw new SettingException($"Expected the setting '{name}' to be one of {string.Join(", ", known)}, but it is '{text}'.");
    }

    /// <summary>A text of the configuration that is a secret itself, or names some.</summary>
    public string Secret(string configured, string what)
    {
        var text = Resolve(configured, what);
        _mask.Hide(text);
        return text;
    }

    /// <summary>Blots out what was made of a secret.</summary>
    public void Hide(string secret) => _mask.Hide(secret);

    string Resolve(string text, string what) => SecretName().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        if (!options.Secrets.TryGetValue(name, out var secret) || secret.Length == 0)
            throw new SettingException($"Expected the secret '{name}', which {what} names, in Bpm:Secrets:{name}, but it is not set.");
        if (secret.Length < ShortestSecret)
            throw new SettingException($"Expected the secret '{name}' to have at least {ShortestSecret} characters, but it is too short to be kept out of messages.");
        _mask.Hide(secret);
        return secret;
    });

    string Hint(string name) => Input(name) is null ? "" : " An input mapping is not enough: this setting must not come from data.";

    [GeneratedRegex(@"\{\{\s*secrets\.([A-Za-z0-9_.-]+)\s*\}\}")]
    private static partial Regex SecretName();
}
