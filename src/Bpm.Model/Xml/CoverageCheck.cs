namespace Bpm.Model;

/// <summary>
/// Walks the whole file against the vocabulary tables before anything is read, so that nothing falls through unnamed:
/// what is executed the readers read, what is ignored is known to be cosmetic, everything else is reported here.
/// </summary>
sealed class CoverageCheck(Dialect dialect, DiagnosticList diagnostics)
{
    readonly HashSet<string> _vendors = [];

    /// <summary>Processes that are only shown may hold anything.</summary>
    public void Run(SourceElement definitions, IReadOnlyCollection<SourceElement> executedProcesses) =>
        Run(definitions, child => child is not { IsBpmn: true, Name: "process" } || executedProcesses.Contains(child));

    void Run(SourceElement element, Func<SourceElement, bool> isWanted)
    {
        foreach (var attribute in element.Attributes)
        {
            Check(element, attribute);
        }

        foreach (var child in element.Children)
        {
            if (isWanted(child) && IsExecuted(child, element))
            {
                Run(child, isWanted);
            }
        }
    }

    bool IsExecuted(SourceElement child, SourceElement parent)
    {
        var owner = parent is { IsBpmn: true, Name: "extensionElements", Parent: { } extended } ? extended : parent;
        if (child is { IsBpmn: false } && TableOf(child.Namespace) is null)
        {
            Vendor(child.Namespace, child.Location, child.NearestId, child.Name);
            return false;
        }

        var table = TableOf(child.Namespace)!;
        var row = table.Find(Called(owner), child.Name);
        var what = $"element “{Called(child)}” in “{Called(owner)}”";
        if (row is null)
        {
            var (code, remedy) = table.Knows(child.Name)
                ? ("misplaced-element", $"Move “{Called(child)}” to where it belongs, or remove it.")
                : ("unknown-element", "Correct the name, or remove the element.");
            diagnostics.Error(code, child.Location, child.NearestId, $"Expected an element that belongs here, but found the {what}.", remedy);
            return false;
        }

        return Answer(row, child.Namespace, child.Location, child.NearestId, what, "unsupported-element") == Treatment.Executed;
    }

    void Check(SourceElement element, SourceAttribute attribute)
    {
        if (Namespaces.IsDrawing(attribute.Namespace))
        {
            return;
        }

        // Attributes without a namespace belong to the vocabulary of their element.
        var vocabulary = attribute.Namespace.Length == 0 ? element.Namespace : attribute.Namespace;
        if (AttributesOf(vocabulary) is not { } table)
        {
            Vendor(vocabulary, attribute.Location, element.NearestId, attribute.Name);
            return;
        }

        var called = Called(element);
        var full = (attribute.Namespace.Length == 0 ? "" : Namespaces.Prefix(attribute.Namespace)) + attribute.Name;
        var row = table.Find(called, attribute.Name);
        if (row is null)
        {
            diagnostics.Error("unknown-attribute", attribute.Location, element.NearestId,
                $"Expected an attribute that “{called}” has, but found the unknown attribute “{full}”.",
                "Correct its name, move it to the element that it belongs to, or remove it.");
        }
        else if (row.Unless is null || !row.Unless.Split(' ').Contains(attribute.Text.Value.Trim()))
        {
            var value = row.Unless is null ? "" : $" with the value “{attribute.Text.Value}”";
            Answer(row, vocabulary, attribute.Location, element.NearestId, $"attribute “{full}” of “{called}”{value}", "unsupported-attribute");
        }
    }

    Treatment Answer(VocabularyRow row, string vocabulary, SourceLocation location, string? id, string what, string code)
    {
        switch (row)
        {
            case { Treatment: Treatment.Refused }:
                diagnostics.Error(code, location, id, $"Expected what the engine can execute, but found the {what}, which it cannot.", row.Note!);
                return Treatment.Refused;
            case { Treatment: Treatment.Executed } when IsForeign(vocabulary):
                diagnostics.Error("foreign-dialect", location, id,
                    $"Expected the vocabulary of {Name(dialect)}, in which this file is drawn, but found the {what}.",
                    "Express it in the file's own vocabulary, or remove it.");
                return Treatment.Refused;
            case { Treatment: Treatment.Ignored, Note: { } note }:
                diagnostics.Warning("ignored", location, id, $"Expected what the engine can execute, but found the {what}, which has no effect.", note);
                return Treatment.Ignored;
            default:
                return row.Treatment;
        }
    }

    void Vendor(string @namespace, SourceLocation location, string? id, string name)
    {
        if (!Namespaces.IsDrawing(@namespace) && _vendors.Add(@namespace))
        {
            diagnostics.Warning("unknown-extension", location, id,
                $"Expected BPMN, camunda or zeebe vocabulary, but found “{name}” of “{@namespace}”; this and everything else of that vocabulary has no effect.",
                "Check that the process does not depend on it.");
        }
    }

    bool IsForeign(string vocabulary) =>
        (vocabulary == Namespaces.Camunda && dialect == Dialect.Camunda8) || (vocabulary == Namespaces.Zeebe && dialect == Dialect.Camunda7);

    static string Called(SourceElement element) => (element.IsBpmn ? "" : Namespaces.Prefix(element.Namespace)) + element.Name;

    static string Name(Dialect dialect) => dialect switch
    {
        Dialect.Camunda7 => "Camunda 7",
        Dialect.Camunda8 => "Camunda 8",
        _ => "plain BPMN",
    };

    static VocabularyTable? TableOf(string @namespace) => @namespace switch
    {
        Namespaces.Bpmn => BpmnElements.Table,
        Namespaces.Camunda => Camunda7Elements.Table,
        Namespaces.Zeebe => Camunda8Elements.Table,
        _ => null,
    };

    static VocabularyTable? AttributesOf(string @namespace) => @namespace switch
    {
        Namespaces.Bpmn => BpmnAttributes.Table,
        Namespaces.Camunda => Camunda7Attributes.Table,
        Namespaces.Zeebe => Camunda8Attributes.Table,
        _ => null,
    };
}
