using System.Globalization;
using Bpm.Feel;

namespace Bpm.Web.Trials;

/// <summary>Evaluates an expression with pasted variables as it is typed, and marks in it what is wrong.</summary>
public sealed partial class ExpressionTrialView(TimeProvider time)
{
    static readonly (ExpressionLanguage Language, string Name)[] Languages =
        [(ExpressionLanguage.Feel, "FEEL expression"), (ExpressionLanguage.UnaryTests, "FEEL unary tests"), (ExpressionLanguage.Camunda, "${…} expression")];

    MarkedField? _field;
    TypingPause? _pause;
    ExpressionLanguage _language;
    ExpressionAnswer? _answer;
    FeelContext _scope = FeelContext.Empty;
    FeelEnvironment? _now;
    TrialClock _clock = TrialClock.Real;
    string _text = "";
    string _variables = "";
    string _input = "";
    string? _variablesRead;
    string? _inputRead;
    Remark? _variablesProblem;
    Remark? _inputProblem;
    int _round;
    bool _isBusy;

    string Placeholder => TrialExample.Of(_language)[0].Text;

    public void Dispose() => _pause?.Dispose();

    void Later() => (_pause ??= new(time, EvaluateByItselfAsync)).Begin();

    async Task EvaluateByItselfAsync()
    {
        try
        {
            await InvokeAsync(EvaluateAsync);
        }
        // Nobody awaits the timer: the page shows what went wrong.
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    async Task EvaluateAsync()
    {
        var round = ++_round;
        if (ReadTrial() is not { } trial)
        {
            (_answer, _now, _isBusy) = (null, null, false);
            StateHasChanged();
            return;
        }
        _isBusy = true;
        // It may take all its steps, which the page's other events must not wait for.
        var answer = await Task.Run(trial.Evaluate);
        if (round != _round) return;
        (_answer, _scope, _now, _isBusy) = (answer, trial.Variables, trial.Environment, false);
        StateHasChanged();
    }

    ExpressionTrial? ReadTrial()
    {
        var variables = JsonInput.ReadVariables(_variables);
        (_variablesProblem, _variablesRead) = (variables.Problem, _variables);
        var input = _language == ExpressionLanguage.UnaryTests && !string.IsNullOrWhiteSpace(_input) ? JsonInput.Read(_input) : new(null, null);
        (_inputProblem, _inputRead) = (input.Problem, _input);
        return variables.Value is not FeelContext scope || _inputProblem is not null || string.IsNullOrWhiteSpace(_text)
            ? null
            : new ExpressionTrial(_language, _text, scope, input.Value, _clock.Read(time));
    }

    Task ChooseAsync(ExpressionLanguage language)
    {
        _language = language;
        return EvaluateAsync();
    }

    Task MoveAsync(TrialClock clock)
    {
        _clock = clock;
        return EvaluateAsync();
    }

    Task TakeAsync(TrialExample example)
    {
        (_text, _variables, _input) = (example.Text, example.Variables, example.Input ?? "");
        return EvaluateAsync();
    }

    static IReadOnlyList<Remark> Problems(Remark? problem) => problem is null ? [] : [problem];

    static string HintOf(ExpressionLanguage language) => language switch
    {
        ExpressionLanguage.UnaryTests => "As in the cell of a decision table, such as < 1000 or \"travel\", \"food\".",
        ExpressionLanguage.Camunda => "As in Camunda 7 models. Text around ${…} makes a text with the value in it.",
        _ => "As in conditions, mappings and decisions. A leading = may stand or not.",
    };

    static string Exact(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
