using System.Text.RegularExpressions;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>One question of a form.</summary>
public sealed record FormInput
{
    /// <summary>The variable, or with dots the path into it: <c>amount</c>, <c>order.amount</c>.</summary>
    public required string Key { get; init; }
    public required string Label { get; init; }
    public required InputKind Kind { get; init; }
    public string? Hint { get; init; }
    public bool IsRequired { get; init; }
    public bool IsReadOnly { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>How many digits may follow the decimal point; 0 for whole numbers.</summary>
    public int? Decimals { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public Regex? Pattern { get; init; }

    /// <summary>What the pattern wants, to follow "Expected": "an e-mail address".</summary>
    public string? PatternMeaning { get; init; }

    /// <summary>The answers to choose from, of the choice kinds.</summary>
    public IReadOnlyList<InputOption> Options { get; init; } = [];

    /// <summary>The answer to begin with when the variable does not exist.</summary>
    public FeelValue? Default { get; init; }

    /// <summary>While one of these is true the question is not asked, and not answered.</summary>
    public IReadOnlyList<FeelExpression> HideWhen { get; init; } = [];
}

public enum InputKind { Text, LongText, Number, Checkbox, Choice, Choices, Date, Time, DateTime }

public sealed record InputOption(FeelValue Value, string Label);
