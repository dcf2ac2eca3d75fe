namespace Bpm.Model;

/// <summary>What a file declares beside its processes: errors, escalations and messages, by id.</summary>
sealed class Declarations(SourceElement definitions)
{
    readonly Dictionary<string, SourceElement> _errors = ById(definitions, "error");
    readonly Dictionary<string, SourceElement> _escalations = ById(definitions, "escalation");
    readonly Dictionary<string, SourceElement> _messages = ById(definitions, "message");

    public SourceElement? Error(string? reference) => Find(_errors, reference);
    public SourceElement? Escalation(string? reference) => Find(_escalations, reference);
    public SourceElement? Message(string? reference) => Find(_messages, reference);

    /// <summary>References are qualified names: some tools put the target namespace's prefix before the id.</summary>
    static SourceElement? Find(Dictionary<string, SourceElement> declared, string? reference)
    {
        if (reference is null)
        {
            return null;
        }

        var id = reference.Trim();
        return declared.GetValueOrDefault(id) ?? declared.GetValueOrDefault(id[(id.IndexOf(':') + 1)..]);
    }

    static Dictionary<string, SourceElement> ById(SourceElement definitions, string name) =>
        definitions.Bpmn(name).Where(e => e.Id is not null).GroupBy(e => e.Id!).ToDictionary(g => g.Key, g => g.First());
}
