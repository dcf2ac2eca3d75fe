using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// Evaluates a script of the model over the task's variables: FEEL, as in a script task. Other languages would need an
/// interpreter that is not shipped; a worker of that language does their work.
/// </summary>
public sealed class ScriptConnector(ConnectorOptions options, TimeProvider time) : IConnector
{
    public string Type => "script";

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct) =>
        JobSettings.Use(job, options, settings => Task.FromResult<ConnectorResult>(Evaluate(settings)));

    public void Check(SettingsCheck check)
    {
        check.RequiredStatic("script", "total = net * 1.19", isExpression: true);
        if (check.Has("script")) check.Judge("script", s => Parse(s));
    }

    static FeelScript Parse(JobSettings settings)
    {
        if (settings.Static("language") is { } language && !language.Equals("feel", StringComparison.OrdinalIgnoreCase))
            throw new SettingException($"Expected the script's language to be feel, but it is '{language}', for which there is no interpreter here. Let an external worker do it.");
        // Not through the settings: a secret has no place in a script, whose results are variables.
        if (!settings.Job.Headers.TryGetValue("script", out var text) || string.IsNullOrWhiteSpace(text))
            throw new SettingException("Expected the setting 'script' in the model, such as total = net * 1.19, but it is missing.");
        if (text.Contains("{{secrets.", StringComparison.Ordinal))
            throw new SettingException("Expected the setting 'script' without secrets, for what it gives is kept in variables, but it names one.");

        var resultVariable = settings.Static("resultVariable");
        var parsed = FeelScript.Parse(text.TrimStart() is ['=', ..] feel ? feel[1..] : text, resultVariable);
        if (!parsed.IsValid) throw new SettingException($"Expected the setting 'script' to be FEEL: {parsed.Error.Message}.");
        if (parsed.Script.Assignments.Any(a => a.Name is null))
            throw new SettingException("Expected 'name = expression' in the script, or the setting 'resultVariable' for its value, but there is no name for it.");
        return parsed.Script;
    }

    ConnectorCompleted Evaluate(JobSettings settings)
    {
        var script = Parse(settings);
        var budget = new FeelBudget(new FeelEnvironment(time.GetUtcNow()));
        var seen = settings.Job.Variables;
        List<KeyValuePair<string, FeelValue>> made = [];
        foreach (var statement in script.Assignments)
        {
            var result = statement.Expression.Evaluate(seen, budget);
            if (result.Failure is { } failure) throw new SettingException($"Expected the script to come to an end, but {failure}");
            seen = seen.With(statement.Name!, result.Value);
            made.Add(KeyValuePair.Create(statement.Name!, result.Value));
        }
        return new ConnectorCompleted(new FeelContext(made));
    }
}
