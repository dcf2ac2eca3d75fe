namespace Bpm.Web.Decisions;

/// <summary>A decision as people read it in its file: its table, or its expression as text.</summary>
/// <param name="Requires">Names of the decisions and knowledge that it uses.</param>
/// <param name="Inputs">The input data that it requires itself.</param>
public sealed record DecisionSheet(
    string Id, string Name, string? Question, IReadOnlyList<SheetReference> Requires, IReadOnlyList<SheetInput> Inputs,
    DecisionTableSheet? Table, IReadOnlyList<SheetText> Texts);

/// <summary>Another decision of the file, or knowledge.</summary>
public sealed record SheetReference(string Id, string Name);

/// <summary>A value that a decision needs from outside.</summary>
/// <param name="Type">A type of FEEL; the name of a structure of the file otherwise.</param>
public sealed record SheetInput(string Name, string? Type, string? Allowed);

/// <summary>An expression of a decision without a table, indented by how deep it is nested.</summary>
/// <param name="Id">The nearest element around it that has an id.</param>
public sealed record SheetText(string? Id, string? Name, string Text, int Depth);

public sealed record DecisionTableSheet(
    string? Id, string HitPolicy, string? Aggregation, IReadOnlyList<SheetColumn> Inputs, IReadOnlyList<SheetColumn> Outputs,
    IReadOnlyList<string> Annotations, IReadOnlyList<SheetRule> Rules)
{
    /// <summary>As the corner of a drawn table shows it: U, A, P, F, R, O, C, C+ …</summary>
    public string Corner => HitPolicy[..1] + Aggregation switch { "SUM" => "+", "MIN" => "<", "MAX" => ">", "COUNT" => "#", _ => "" };

    public string Rule => HitPolicy switch
    {
        "UNIQUE" => "at most one rule matches",
        "ANY" => "all rules that match say the same",
        "PRIORITY" => "the matching rule with the most important output counts",
        "FIRST" => "the first rule that matches counts",
        "RULE ORDER" => "every rule that matches counts, in the order of the rules",
        "OUTPUT ORDER" => "every rule that matches counts, the most important output first",
        "COLLECT" => Aggregation switch
        {
            "SUM" => "the outputs of the rules that match are added up",
            "MIN" => "the least output of the rules that match counts",
            "MAX" => "the greatest output of the rules that match counts",
            "COUNT" => "the rules that match are counted",
            _ => "the outputs of all rules that match are collected",
        },
        _ => "an unknown hit policy",
    };
}

/// <summary>A column of inputs or outputs.</summary>
public sealed record SheetColumn(string? Id, string? Label, string? Name, SheetCell? Expression, string? Type, string? Allowed)
{
    public string Title => Label ?? Name ?? Expression?.Text ?? "";
}

public sealed record SheetRule(string? Id, int Number, IReadOnlyList<SheetCell> Inputs, IReadOnlyList<SheetCell> Outputs, IReadOnlyList<string> Annotations);

public sealed record SheetCell(string? Id, string Text);
