using Bpm.Feel;
using Bpm.Web.Decisions;
using Bpm.Web.Instances;

namespace Bpm.Web.Trials;

/// <summary>One input of a decision as a person fills it in; empty means that the decision does not get it.</summary>
public sealed class TrialField(string name, string? type, string? allowed)
{
    public string Name => name;

    /// <summary>The values that the model allows, as it writes them.</summary>
    public string? Allowed => allowed;

    public VariableKind Kind { get; set; } = KindOf(type);

    public string Text { get; set; } = "";

    public string? Problem { get; private set; }

    public FeelValue? Read()
    {
        Problem = null;
        if (string.IsNullOrWhiteSpace(Text)) return null;
        var value = VariableInput.Read(Kind, Text, out var problem);
        Problem = problem;
        return value;
    }

    public void Show(FeelValue? value)
    {
        Problem = null;
        if (value is not null and not FeelNull) Kind = VariableInput.KindOf(value);
        Text = value is null ? "" : VariableInput.TextOf(value);
    }

    /// <summary>What a decision needs: the input data that it and its required decisions name, or else what its tables' input columns read.</summary>
    public static IReadOnlyList<TrialField> Of(DecisionFile file, string decisionId)
    {
        var sheets = file.Closure(decisionId);
        var decided = sheets.Select(s => s.Name).ToHashSet();
        Dictionary<string, TrialField> fields = [];
        foreach (var input in sheets.SelectMany(s => s.Inputs)) fields.TryAdd(input.Name, new(input.Name, input.Type, input.Allowed));
        foreach (var name in file.Decisions.FirstOrDefault(d => d.Id == decisionId)?.Inputs ?? []) fields.TryAdd(name, new(name, null, null));
        if (fields.Count > 0) return [.. fields.Values];
        foreach (var column in sheets.SelectMany(s => s.Table?.Inputs ?? []))
        {
            if (column.Expression is not { Text: { } text } || FeelExpression.Parse(text, decided) is not { IsValid: true } parsed) continue;
            foreach (var name in parsed.Expression.Variables.Where(v => !decided.Contains(v)))
                fields.TryAdd(name, new(name, name == text.Trim() ? column.Type : null, name == text.Trim() ? column.Allowed : null));
        }
        return [.. fields.Values];
    }

    static VariableKind KindOf(string? type) => type?.Split(':')[^1].ToUpperInvariant() switch
    {
        null or "" or "STRING" or "ANY" => VariableKind.Text,
        "NUMBER" or "INTEGER" or "LONG" or "DOUBLE" => VariableKind.Number,
        "BOOLEAN" => VariableKind.YesNo,
        "DATE" => VariableKind.Date,
        "TIME" => VariableKind.Time,
        "DATETIME" or "DATE AND TIME" => VariableKind.DateTime,
        "DAYTIMEDURATION" or "DAYS AND TIME DURATION" or "YEARMONTHDURATION" or "YEARS AND MONTHS DURATION" => VariableKind.Duration,
        _ => VariableKind.Json,
    };
}
