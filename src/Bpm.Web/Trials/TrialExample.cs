namespace Bpm.Web.Trials;

/// <summary>Something to begin with for whoever does not know the language yet.</summary>
sealed record TrialExample(string Name, string Text, string Variables, string? Input = null)
{
    const string Invoice = """
        {
          "amount": 1200,
          "category": "travel",
          "items": [{ "name": "Flight", "price": 900 }, { "name": "Hotel", "price": 300 }],
          "due": { "@date": "2026-01-31" }
        }
        """;

    public static IReadOnlyList<TrialExample> Of(ExpressionLanguage language) => language switch
    {
        ExpressionLanguage.UnaryTests =>
        [
            new("A range", "[1000..5000)", "", "1200"),
            new("One of several", "\"travel\", \"food\"", "", "\"travel\""),
            new("Beside a variable", "> limit", """{ "limit": 1000 }""", "1200"),
        ],
        ExpressionLanguage.Camunda =>
        [
            new("A condition", "${amount > 1000 && category == 'travel'}", Invoice),
            new("A text with values", "Invoice of ${amount} for ${category}", Invoice),
            new("Is it empty?", "${empty items}", Invoice),
        ],
        _ =>
        [
            new("A condition", "amount > 1000 and category = \"travel\"", Invoice),
            new("A filter", "items[price > 500].name", Invoice),
            new("A date", "if due < today() then \"overdue\" else string(due)", Invoice),
            new("A wrong name", "amuont > 1000", Invoice),
        ],
    };
}
