using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>A FEEL expression that the model gives as a setting. Data is only ever what it reads, never its text.</summary>
sealed class ModelExpression
{
    static readonly FeelFunction BpmnError = FeelFunction.Of("bpmnError", [new("code"), new("message")], null,
        call => FeelContext.Of(("code", call.Arguments[0]), ("message", call.Arguments[1])));

    readonly string _name;
    readonly FeelExpression _expression;

    ModelExpression(string name, FeelExpression expression) => (_name, _expression) = (name, expression);

    /// <summary>Null when the model has no such setting.</summary>
    public static ModelExpression? Of(JobSettings settings, string name)
    {
        if (!settings.Job.Headers.TryGetValue(name, out var text) || string.IsNullOrWhiteSpace(text)) return null;
        var parsed = FeelExpression.Parse(text.TrimStart() is ['=', ..] feel ? feel[1..] : text, ["bpmnError"]);
        return parsed.IsValid
            ? new ModelExpression(name, parsed.Expression)
            : throw new SettingException($"Expected the setting '{name}' to be a FEEL expression: {parsed.Error.Message}.");
    }

    /// <summary>Evaluates over the answer, and behind it over all that the task can see.</summary>
    public FeelValue Evaluate(FeelContext variables, FeelContext response, DateTimeOffset now)
    {
        var result = _expression.Evaluate(variables.With("response", response).With("bpmnError", BpmnError), new FeelEnvironment(now));
        return result.Failure is null ? result.Value
            : throw new SettingException($"Expected the setting '{_name}' to give a value, but {result.Failure}");
    }
}
