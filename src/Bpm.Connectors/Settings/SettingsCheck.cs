using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// What the model says for a connector, looked at before anything runs: what is missing or cannot be right shows when a model is
/// uploaded, and not as an incident. What data will give is not known yet, nor what a secret holds: neither is judged.
/// </summary>
/// <param name="settings">Text of the model.</param>
/// <param name="inputs">Names that the task's own input mappings give.</param>
public sealed class SettingsCheck(IReadOnlyDictionary<string, string> settings, IReadOnlySet<string> inputs)
{
    readonly List<SettingProblem> _problems = [];
    readonly JobSettings _read = new(new ConnectorJob("", "", FeelContext.Empty, settings), new ConnectorOptions());

    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>The setting's text; null when there is none, or when it names a secret.</summary>
    internal string? Text(string name) => Has(name) && !NamesSecret(settings[name]) ? settings[name].Trim() : null;

    internal bool Has(string name) => settings.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text);

    internal bool IsMapped(string name) => inputs.Contains(name);

    /// <summary>A setting or data.</summary>
    internal void Required(string name, string example)
    {
        if (Has(name)) Plain(name, isMappable: true);
        else if (!IsMapped(name)) Add(name, $"Expected the setting '{name}' or an input mapping to '{name}', but both are missing.", $"Set {name}, for example to {example}, or map data to it.");
    }

    internal void Optional(string name)
    {
        if (Has(name)) Plain(name, isMappable: true);
    }

    /// <param name="isExpression">Whether it is itself one, which may begin with an equals sign.</param>
    internal void RequiredStatic(string name, string example, bool isExpression = false)
    {
        if (Has(name) && !isExpression) Plain(name, isMappable: false);
        if (!Has(name)) Add(name, $"Expected the setting '{name}', but it is missing.{(IsMapped(name) ? " An input mapping is not enough: this setting must not come from data." : "")}",
            $"Set {name} as a task header, a field or an extension property, for example to {example}.");
    }

    internal void RequiredInput(string name, string what)
    {
        if (!IsMapped(name)) Add(name, $"Expected an input mapping to '{name}', which gives {what}, but it is missing.", $"Map data to {name}.");
    }

    /// <summary>What all connectors know: the result, errors and the time.</summary>
    internal void Answers()
    {
        Reads("resultExpression", s => ModelExpression.Of(s, "resultExpression"));
        Reads("errorExpression", s => ModelExpression.Of(s, "errorExpression"));
        Reads("errorCodes", s => CodeList.Of(s, "errorCodes"));
        Reads("timeout", s => s.Duration("timeout", TimeSpan.MaxValue));
    }

    internal string OneOf(string name, string otherwise, params string[] known)
    {
        Reads(name, s => s.OneOf(name, otherwise, known));
        return Text(name)?.ToLowerInvariant() ?? otherwise;
    }

    /// <summary>Reads a setting as its job will, unless a secret is part of it.</summary>
    internal void Reads(string name, Action<JobSettings> read)
    {
        if (Text(name) is not null) Judge(name, read);
    }

    /// <summary>The same for what must not name a secret.</summary>
    internal void Judge(string name, Action<JobSettings> read)
    {
        try
        {
            read(_read);
        }
        catch (SettingException wrong)
        {
            Add(name, wrong.Message, $"Correct the setting {name}.");
        }
    }

    /// <summary>What is kept or handed on by the product itself would make a secret known.</summary>
    internal void NoSecrets(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Has(name) && NamesSecret(settings[name])) Add(name, $"Expected the setting '{name}' without secrets, for it is kept, but it names one.", "Write the text itself, or map data to it.");
    }

    internal void Add(string name, string message, string remedy) => _problems.Add(new(name, message, remedy, IsCertain: true));

    internal void Doubt(string name, string message, string remedy) => _problems.Add(new(name, message, remedy, IsCertain: false));

    /// <summary>Text that looks like an expression is not evaluated, and rarely meant as it stands.</summary>
    void Plain(string name, bool isMappable)
    {
        if (Text(name) is not { } text || !(text.StartsWith('=') || text.StartsWith("${", StringComparison.Ordinal) || text.StartsWith("#{", StringComparison.Ordinal))) return;
        Doubt(name, $"Expected text for the setting '{name}', but '{text}' is an expression, and settings are not evaluated.",
            isMappable ? $"Remove the setting, and map the expression to the input {name}." : "Write the text itself: this setting must not come from data.");
    }

    static bool NamesSecret(string text) => text.Contains("{{", StringComparison.Ordinal) && text.Contains("secrets.", StringComparison.Ordinal);
}

/// <summary>Something that is wrong with a setting.</summary>
/// <param name="IsCertain">Whether no job of the task can be done before it is mended.</param>
public sealed record SettingProblem(string Setting, string Message, string Remedy, bool IsCertain);
