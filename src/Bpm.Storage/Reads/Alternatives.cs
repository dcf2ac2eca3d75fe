using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Questions inside a question: of each, one condition at least has to hold. Their conditions read as those of the question
/// around them, so their parameters get names of their own.
/// </summary>
static partial class Alternatives
{
    /// <summary>One condition for each question that asks for anything.</summary>
    public static IEnumerable<string> Of<TQuery>(IReadOnlyList<TQuery> questions, Func<TQuery, IReadOnlyList<string>> conditions) =>
        questions.Select((q, i) => (Prefix: Prefix(i), Those: conditions(q))).Where(q => q.Those.Count > 0)
            .Select(q => "(" + string.Join("\n    OR ", q.Those.Select(c => "(" + Parameter().Replace(c, "@" + q.Prefix + "$1") + ")")) + ")");

    public static string Prefix(int question) => string.Create(CultureInfo.InvariantCulture, $"or{question}");

    /// <summary>Adds what an object's properties hold, under their names behind the prefix.</summary>
    public static void AddEach(this DynamicParameters parameters, object values, string prefix)
    {
        if (prefix.Length == 0)
        {
            parameters.AddDynamicParams(values);
            return;
        }
        foreach (var property in values.GetType().GetProperties())
            if (property.GetValue(values) is { } value) parameters.Add(prefix + property.Name, value);
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();
}
