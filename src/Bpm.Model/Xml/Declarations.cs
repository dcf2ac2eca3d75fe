namespace Bpm.Model;

/// <summary>What a file declares for its nodes to refer to: errors, escalations, messages, signals, event definitions and the forms of each process, by id.</summary>
sealed class Declarations(SourceElement definitions)
{
    readonly Dictionary<string, SourceElement> _errors = ById(definitions, "error");
    readonly Dictionary<string, SourceElement> _escalations = ById(definitions, "escalation");
    readonly Dictionary<string, SourceElement> _messages = ById(definitions, "message");
    readonly Dictionary<string, SourceElement> _signals = ById(definitions, "signal");
    readonly Dictionary<string, SourceElement> _resources = ById(definitions, "resource");

    /// <summary>Reusable event definitions: those beside the processes, and those inside any event (BPMN 2.0.2, 10.4.1).</summary>
    readonly Dictionary<string, SourceElement> _eventDefinitions = definitions.Children.Concat(definitions.Descendants())
        .Where(e => e is { IsBpmn: true, Id: not null } && e.Name.EndsWith("EventDefinition", StringComparison.Ordinal))
        .GroupBy(e => e.Id!).ToDictionary(g => g.Key, g => g.First());

    readonly Dictionary<(SourceElement Process, string Id), SourceElement> _forms =
        definitions.Bpmn("process").SelectMany(p => p.Extensions(Namespaces.Zeebe, "userTaskForm"), (process, form) => (process, form))
            .Where(p => p.form.Id is not null)
            .GroupBy(p => (p.process, p.form.Id!), p => p.form)
            .ToDictionary(g => g.Key, g => g.First());

    public SourceElement? Form(SourceElement process, string id) => _forms.GetValueOrDefault((process, id));
    public SourceElement? Error(string? reference) => Find(_errors, reference);
    public SourceElement? Escalation(string? reference) => Find(_escalations, reference);
    public SourceElement? Message(string? reference) => Find(_messages, reference);
    public SourceElement? Signal(string? reference) => Find(_signals, reference);
    public SourceElement? Resource(string? reference) => Find(_resources, reference);
    public SourceElement? EventDefinition(string? reference) => Find(_eventDefinitions, reference);

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
