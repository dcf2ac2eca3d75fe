using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>Variables as a person types them: a JSON object.</summary>
static class VariablesJson
{
    public const string Example = """{ "amount": 1200 }""";

    /// <summary>The variables, none for an empty text; or null and what is wrong with it.</summary>
    public static VariableSet? Read(string? json, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(json)) return VariableSet.Empty;
        try
        {
            if (FeelJson.Parse(json, tagged: true) is FeelContext variables) return new([.. variables.Entries.Select(e => KeyValuePair.Create(e.Key, e.Value))]);
            problem = $"Expected a JSON object such as {Example}, but this is another kind of value.";
        }
        catch (FeelJsonException e)
        {
            problem = e.Message;
        }
        return null;
    }
}
