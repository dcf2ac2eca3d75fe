using System.Globalization;
using Bpm.Feel;
using FluentValidation;

namespace Bpm.Web.Forms;

/// <summary>The rules of one form, made from its inputs. A message says what was expected, at the input that it is about.</summary>
sealed class AnswersValidator : AbstractValidator<IReadOnlyDictionary<string, Answer>>
{
    public AnswersValidator(IEnumerable<FormInput> inputs)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        foreach (var input in inputs) Add(input);
    }

    void Add(FormInput input)
    {
        var rule = RuleFor(answers => answers[input.Key])
            .Must(a => a.Problem is null).OverridePropertyName(input.Key).WithMessage((_, a) => a.Problem);
        if (input.IsRequired) rule.Must(a => a.IsGiven && a.Value is not FeelBoolean { Value: false }).WithMessage(Missing(input));
        if (input.Min is { } min) rule.Must(a => NumberOf(a) is not { } n || n >= min).WithMessage(Say($"Expected at least {min}."));
        if (input.Max is { } max) rule.Must(a => NumberOf(a) is not { } n || n <= max).WithMessage(Say($"Expected at most {max}."));
        if (input.MinLength is { } shortest)
            rule.Must(a => LengthOf(a) is not { } length || length >= shortest).WithMessage((_, a) => $"Expected at least {shortest} characters, but got {LengthOf(a)}.");
        if (input.MaxLength is { } longest)
            rule.Must(a => LengthOf(a) is not { } length || length <= longest).WithMessage((_, a) => $"Expected at most {longest} characters, but got {LengthOf(a)}.");
        if (input.Pattern is { } pattern)
            rule.Must(a => a.Value is not FeelString text || Patterns.Matches(pattern, text.Value)).WithMessage($"Expected {input.PatternMeaning ?? $"text of the form {pattern}"}.");
    }

    static string Missing(FormInput input) => input.Kind switch
    {
        InputKind.Checkbox => $"Expected '{input.Label}' to be ticked.",
        InputKind.Choice => "Expected a choice, but nothing is chosen.",
        InputKind.Choices => "Expected at least one choice, but nothing is chosen.",
        _ => "Expected a value, but it is empty.",
    };

    static decimal? NumberOf(Answer answer) => (answer.Value as FeelNumber)?.Value;

    static int? LengthOf(Answer answer) => (answer.Value as FeelString)?.Value.Length;

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
