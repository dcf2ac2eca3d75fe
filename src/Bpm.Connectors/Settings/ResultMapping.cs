using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// What becomes of an answer, as the model says: <c>resultVariable</c> takes it whole, <c>resultExpression</c> makes variables of it,
/// <c>errorExpression</c> and <c>errorCodes</c> make a BPMN error of it. Read before the work begins, so that a mistake in the
/// model shows before anything was done.
/// </summary>
sealed class ResultMapping
{
    readonly FeelContext _variables;
    readonly TimeProvider _time;
    readonly string? _variable;
    readonly ModelExpression? _expression;
    readonly ModelExpression? _error;
    readonly CodeList _codes;

    /// <param name="otherwise">Variable for the answer when the model says nothing of it; null keeps nothing.</param>
    public ResultMapping(JobSettings settings, TimeProvider time, string? otherwise)
    {
        (_variables, _time) = (settings.Job.Variables, time);
        _expression = ModelExpression.Of(settings, "resultExpression");
        _error = ModelExpression.Of(settings, "errorExpression");
        _variable = settings.Static("resultVariable") ?? (_expression is null ? otherwise : null);
        _codes = CodeList.Of(settings, "errorCodes");
    }

    /// <summary>The job's result: an error if the model sees one in the answer, else the variables.</summary>
    public ConnectorResult Completed(FeelContext response)
    {
        if (Error(response) is { } error) return error;
        List<KeyValuePair<string, FeelValue>> variables = [];
        if (_variable is not null) variables.Add(KeyValuePair.Create(_variable, (FeelValue)response));
        if (_expression is not null)
        {
            if (_expression.Evaluate(_variables, response, _time.GetUtcNow()) is not FeelContext made)
                throw new SettingException("Expected the setting 'resultExpression' to give a context of variables, such as {id: response.body.id}, but it gives something else.");
            variables.AddRange(made.Entries);
        }
        return new ConnectorCompleted(new FeelContext(variables));
    }

    /// <summary>The BPMN error that the model makes of an answer or failure; null when it makes none.</summary>
    /// <param name="code">The failure's own code, such as an HTTP status; null for an answer that is fine.</param>
    public ConnectorResult? Error(FeelContext response, string? code = null, string message = "")
    {
        if (_error?.Evaluate(_variables, response, _time.GetUtcNow()) is { } said && Said(said) is { } error) return error;
        return code is not null && _codes.Find(code) is { } mapped ? ConnectorResult.Error(mapped, message) : null;
    }

    static ConnectorResult? Said(FeelValue value) => value switch
    {
        FeelString { Value.Length: > 0 } code => ConnectorResult.Error(code.Value, ""),
        FeelContext error when error.TryGet("code", out var code) && code is FeelString { Value.Length: > 0 } =>
            ConnectorResult.Error(code.Text, error.TryGet("message", out var message) && message is not FeelNull ? message.Text : ""),
        _ => null,
    };
}
