using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>Reads the elements of the decision requirements graph (DMN 1.5, 6.3) and compiles their logic.</summary>
sealed class GraphReader(SourceElement definitions, DecisionGraph graph, ModelReading reading)
{
    /// <summary>More than any drawing holds; what follows from the graph's edges stays cheap.</summary>
    const int MostElements = 2_000;

    static readonly string[] Kinds = ["inputData", "decision", "businessKnowledgeModel", "decisionService"];

    readonly BoxReader _boxes = new(reading);
    readonly References _references = new(definitions, graph, reading);

    public void Read()
    {
        var elements = definitions.Children.Where(c => c.Namespace == definitions.Namespace && Kinds.Contains(c.Name)).ToArray();
        if (elements.Length > MostElements)
        {
            reading.Diagnostics.Error("too-many-elements", elements[MostElements].Location, elements[MostElements].NearestId,
                $"Expected at most {MostElements:N0} decisions, inputs and functions, but the model has {elements.Length:N0}.", "Split the model into several that import each other.");
            return;
        }

        foreach (var element in elements)
        {
            reading.Declare(References.NameOf(element));
        }

        GraphChecks.Run(elements, reading);
        foreach (var element in elements)
        {
            graph.Add(Read(element));
        }
    }

    DrgElement Read(SourceElement source) => source.Name switch
    {
        "inputData" => new InputData(References.IdOf(source), References.NameOf(source), VariableType(source)?.Feel),
        "decision" => Decision(source),
        "businessKnowledgeModel" => Knowledge(source),
        _ => Service(source),
    };

    Decision Decision(SourceElement source)
    {
        var requirements = Requirements(source);
        var logic = _boxes.Child(source, NamesFor(requirements));
        if (logic is null)
        {
            reading.Diagnostics.Warning("decision-without-logic", source.Location, source.NearestId,
                $"Expected decision “{source["name"]}” to have logic, but it has none; its result is null.", "Give it a decision table or an expression.");
        }

        return new Decision(References.IdOf(source), References.NameOf(source), VariableType(source)?.Feel, requirements, logic);
    }

    BusinessKnowledgeModel Knowledge(SourceElement source)
    {
        var requirements = Requirements(source);
        var (name, type) = (References.NameOf(source), VariableType(source));
        var result = type is { IsFunction: true } ? type.Result : type?.Feel;
        var logic = DmnNames.Child(source, "encapsulatedLogic") is { } function
            ? FunctionDefinition.Read(function, name, result, NamesFor(requirements).With(name), _boxes)
            : null;
        return new BusinessKnowledgeModel(References.IdOf(source), name, requirements, logic);
    }

    DecisionService Service(SourceElement source)
    {
        var outputs = _references.Of(source, "outputDecision").Select(r => r.Requirement).ToArray();
        var type = VariableType(source);
        if (outputs.Length == 0)
        {
            reading.Fault("service-without-output", source.Location, source.NearestId,
                $"Expected decision service “{source["name"]}” to have an output decision, but it has none.", "Name the decision that it gives the result of.");
        }

        return new DecisionService(
            References.IdOf(source), References.NameOf(source), type is { IsFunction: true } ? type.Result : type?.Feel, outputs,
            [.. _references.Of(source, "inputData").Concat(_references.Of(source, "inputDecision"))]);
    }

    Requirements Requirements(SourceElement source)
    {
        List<Requirement> all = [];
        foreach (var information in DmnNames.Children(source, "informationRequirement"))
        {
            all.AddRange(_references.Of(information, "requiredInput").Select(r => r.Requirement));
            all.AddRange(_references.Of(information, "requiredDecision").Select(r => r.Requirement));
        }

        foreach (var knowledge in DmnNames.Children(source, "knowledgeRequirement"))
        {
            all.AddRange(_references.Of(knowledge, "requiredKnowledge").Select(r => r.Requirement));
        }

        return new Requirements([.. all.DistinctBy(r => (r.Id, r.From))], reading.IsCamunda ? Aliases(all) : []);
    }

    IEnumerable<Alias> Aliases(List<Requirement> all)
    {
        foreach (var required in all.Where(r => r.From is null))
        {
            yield return new Alias(required.Id, required, null);
            foreach (var name in _references.OutputNames(required.Id))
            {
                yield return new Alias(name, required, name);
            }
        }
    }

    /// <summary>Elements of an imported model are named behind its prefix.</summary>
    Names NamesFor(Requirements requirements) => new Names(graph.EntryNames)
        .With([.. requirements.Names, .. requirements.All.Where(r => r.From is { Prefix: not "" }).Select(r => r.Name)]);

    ItemType? VariableType(SourceElement source) => reading.Types.Of(DmnNames.Child(source, "variable"));
}
