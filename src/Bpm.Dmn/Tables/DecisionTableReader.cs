using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>Reads a decision table (DMN 1.5, 8.3): every faulty cell is reported.</summary>
sealed class DecisionTableReader
{
    readonly SourceElement _source;
    readonly Names _names;
    readonly BoxReader _reader;

    DecisionTableReader(SourceElement source, Names names, BoxReader reader) => (_source, _names, _reader) = (source, names, reader);

    ModelReading Reading => _reader.Reading;

    public static Box Read(SourceElement source, Names names, BoxReader reader) => new DecisionTableReader(source, names, reader).Read();

    DecisionTable Read()
    {
        var inputs = DmnNames.Children(_source, "input").Select(Input).ToArray();
        var outputs = DmnNames.Children(_source, "output").ToArray();
        var clauses = outputs.Select(Output).ToArray();
        var rules = DmnNames.Children(_source, "rule").Select((r, i) => Rule(r, i + 1, inputs, clauses.Length)).ToArray();
        Check(outputs, rules);
        var name = _source["outputLabel"] ?? _source.Parent?["name"] ?? "decision table";
        return new DecisionTable(new Cell(_source.NearestId, name, null), _reader.Type(_source), Policy(), Aggregate(outputs), inputs, clauses, rules);
    }

    InputClause Input(SourceElement source)
    {
        var expression = DmnNames.Child(source, "inputExpression");
        var text = expression is null ? null : Reading.Expression(expression, _names);
        if (text is null)
        {
            Reading.Fault("missing-input-expression", (expression ?? source).Location, source.NearestId,
                "Expected an input expression, but the column has none.", "Write the expression whose value the column tests.");
            text = new Cell(source.NearestId, "", FeelExpression.Constant(FeelNull.Instance));
        }

        var values = DmnNames.Child(source, "inputValues");
        var type = expression is null ? null : Reading.Types.Of(expression);
        var names = Tested(source);
        return new InputClause(
            source.Id, source["label"] ?? text.Text, text, type?.Feel, values is null ? null : Reading.Tests(values, _names.With(names)), names);
    }

    /// <summary>Camunda lets tests call the input by a name of its own, which is cellInput unless the column has another.</summary>
    string[] Tested(SourceElement source) => DmnNames.CamundaAttribute(source, "inputVariable") switch
    {
        { Length: > 0 } name => ["?", name],
        _ => Reading.IsCamunda ? ["?", "cellInput"] : ["?"],
    };

    OutputClause Output(SourceElement source)
    {
        var values = DmnNames.Child(source, "outputValues");
        var fallback = DmnNames.Child(source, "defaultOutputEntry");
        var type = Reading.Types.Of(source);
        var allowed = values is null ? null : Reading.Tests(values, _names);
        return new OutputClause(
            source.Id, source["name"], source["label"], type?.Feel, fallback is null ? null : Reading.Expression(fallback, _names), allowed,
            Priorities(allowed ?? (type ?? ResultType())?.AllowedValues));
    }

    /// <summary>An output without a type may have the values of the variable that gets the result.</summary>
    ItemType? ResultType() =>
        Reading.Types.Of(_source) ?? (_source.Parent is { } owner ? Reading.Types.Of(DmnNames.Child(owner, "variable")) : null);

    /// <summary>The single tests of a list of allowed values; their order is their priority.</summary>
    Cell[] Priorities(Cell? allowed)
    {
        if (allowed?.Expression is null)
        {
            return [];
        }

        return [.. TestTexts.Split(allowed.Text)
            .Select(text => FeelExpression.Parse(text, _names.For(text), Reading.Types.Feel))
            .Where(parsed => parsed.IsValid)
            .Select(parsed => new Cell(allowed.ElementId, parsed.Expression!.Text, parsed.Expression))];
    }

    DecisionRule Rule(SourceElement source, int number, InputClause[] inputs, int outputs)
    {
        var tests = DmnNames.Children(source, "inputEntry")
            .Select((e, i) => Reading.Tests(e, i < inputs.Length ? _names.With(inputs[i].Names) : _names)).ToArray();
        var values = DmnNames.Children(source, "outputEntry")
            .Select(e => Reading.Expression(e, _names) ?? new Cell(e.NearestId, "", FeelExpression.Constant(FeelNull.Instance)))
            .ToArray();
        if (tests.Length != inputs.Length || values.Length != outputs)
        {
            Reading.Fault("rule-columns", source.Location, source.NearestId,
                $"Expected {inputs.Length} inputs and {outputs} outputs in rule {number}, but it has {tests.Length} and {values.Length}.",
                "Give the rule one cell for each column.");
            Array.Resize(ref tests, inputs.Length);
            values = [.. Enumerable.Range(0, outputs).Select(i => i < values.Length ? values[i] : new Cell(source.NearestId, "", FeelExpression.Constant(FeelNull.Instance)))];
        }

        return new DecisionRule(source.Id, number, tests, values);
    }

    void Check(SourceElement[] outputs, DecisionRule[] rules)
    {
        if (outputs.Length == 0 || rules.Length == 0)
        {
            var missing = outputs.Length == 0 ? "output" : "rule";
            Reading.Diagnostics.Warning("empty-table", _source.Location, _source.NearestId,
                $"Expected a decision table with rules and outputs, but it has no {missing}; its result is null.", $"Add the first {missing}.");
        }

        foreach (var output in outputs.Where(o => outputs.Length > 1 && string.IsNullOrWhiteSpace(o["name"])))
        {
            Reading.Fault("output-without-name", output.Location, output.NearestId,
                "Expected each output to have a name, since the table has several, but this one has none.", "Give the output a name.");
        }

        foreach (var twice in outputs.GroupBy(o => o["name"]).Where(g => g.Key is not null).SelectMany(g => g.Skip(1)))
        {
            Reading.Fault("duplicate-output", twice.Location, twice.NearestId,
                $"Expected each output to have a name of its own, but there are several named “{twice["name"]}”.", "Rename one of them.");
        }
    }

    HitPolicy Policy()
    {
        var text = _source["hitPolicy"]?.Trim();
        switch (text)
        {
            case null or "" or "UNIQUE" or "U": return HitPolicy.Unique;
            case "ANY" or "A": return HitPolicy.Any;
            case "PRIORITY" or "P": return HitPolicy.Priority;
            case "FIRST" or "F": return HitPolicy.First;
            case "RULE ORDER" or "R": return HitPolicy.RuleOrder;
            case "OUTPUT ORDER" or "O": return HitPolicy.OutputOrder;
            case "COLLECT" or "C": return HitPolicy.Collect;
        }

        Reading.Fault("unknown-hit-policy", _source.Find("hitPolicy")!.Location, _source.NearestId,
            $"Expected UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT as hit policy, but found “{text}”.", "Choose one of these.");
        return HitPolicy.Unique;
    }

    Aggregation Aggregate(SourceElement[] outputs)
    {
        if (_source.Find("aggregation") is not { IsEmpty: false } text)
        {
            return Aggregation.List;
        }

        if (outputs.Length > 1)
        {
            Reading.Fault("aggregated-outputs", text.Location, _source.NearestId,
                "Expected a single output to aggregate, but the table has several.", "Collect without aggregation, or split the table.");
        }

        switch (text.Value.Trim().ToUpperInvariant())
        {
            case "SUM": return Aggregation.Sum;
            case "MIN": return Aggregation.Min;
            case "MAX": return Aggregation.Max;
            case "COUNT": return Reading.IsCamunda ? Aggregation.CountAll : Aggregation.CountDistinct;
        }

        Reading.Fault("unknown-aggregation", text.Location, _source.NearestId,
            $"Expected SUM, MIN, MAX or COUNT as aggregation, but found “{text.Value}”.", "Choose one of these.");
        return Aggregation.List;
    }
}
