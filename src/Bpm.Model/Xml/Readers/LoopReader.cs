using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Reads standard loops and multi-instance (BPMN 2.0.2, 10.3.8) with what the dialects add to them.</summary>
static class LoopReader
{
    const string Camunda = Namespaces.Camunda;

    public static LoopCharacteristics? Read(SourceElement activity, ReadContext context)
    {
        if (activity.Bpmn("standardLoopCharacteristics").FirstOrDefault() is { } loop)
        {
            return Standard(loop, activity, context);
        }

        return activity.Bpmn("multiInstanceLoopCharacteristics").FirstOrDefault() is { } multi ? Multi(multi, activity, context) : null;
    }

    static StandardLoop Standard(SourceElement loop, SourceElement activity, ReadContext context)
    {
        FeelExpression? maximum = null;
        if (loop.Find("loopMaximum")?.Trim() is { IsEmpty: false } text)
        {
            maximum = Number(text, "loopMaximum", activity, context);
        }

        var condition = loop.Bpmn("loopCondition").FirstOrDefault()?.Text;
        return new StandardLoop(
            condition is { IsEmpty: false } ? context.Expressions.Condition(condition, activity.Id) : null,
            loop.Is("testBefore", otherwise: false), maximum);
    }

    static MultiInstance Multi(SourceElement multi, SourceElement activity, ReadContext context)
    {
        var cardinality = multi.Bpmn("loopCardinality").FirstOrDefault()?.Text is { IsEmpty: false } text ? Number(text.Trim(), "loopCardinality", activity, context) : null;
        var zeebe = multi.Extensions(Namespaces.Zeebe, "loopCharacteristics").FirstOrDefault();
        var collection = Collection(multi, zeebe, activity, context);
        if (cardinality is null && collection is null)
        {
            context.Diagnostics.Error("missing-cardinality", multi.Location, activity.Id,
                "Expected how often the activity is done, but neither a cardinality nor a collection says so.", "Fill in the loop cardinality or the collection.");
        }

        var condition = multi.Bpmn("completionCondition").FirstOrDefault()?.Text;
        var behavior = multi["behavior"]?.Trim() switch { "None" => MultiInstanceBehavior.None, "One" => MultiInstanceBehavior.One, "Complex" => MultiInstanceBehavior.Complex, _ => MultiInstanceBehavior.All };
        var output = zeebe?.Find("outputElement");
        var outputItem = DataReader.NameOf(multi.Bpmn("outputDataItem").FirstOrDefault());
        return new MultiInstance
        {
            IsSequential = multi.Is("isSequential", otherwise: false),
            Cardinality = collection is null ? cardinality : null,
            Collection = collection,
            ElementVariable = zeebe?.Find("inputElement")?.Value.Trim() ?? multi.Find("elementVariable", Camunda)?.Value.Trim()
                ?? DataReader.NameOf(multi.Bpmn("inputDataItem").FirstOrDefault()),
            OutputCollection = zeebe?.Find("outputCollection")?.Value.Trim()
                ?? (outputItem is null ? null : DataReader.Variable(multi.Bpmn("loopDataOutputRef").FirstOrDefault()?.Text?.Value, activity)),
            OutputElement = output is { IsEmpty: false } ? context.Expressions.Value(output, activity.Id)
                : outputItem is not null ? ExpressionReader.Variable(outputItem) : null,
            CompletionCondition = condition is { IsEmpty: false } ? context.Expressions.Condition(condition, activity.Id) : null,
            Behavior = behavior,
            Throws = Thrown(behavior switch { MultiInstanceBehavior.None => multi["noneBehaviorEventRef"], MultiInstanceBehavior.One => multi["oneBehaviorEventRef"], _ => null }, multi, activity, context),
            ComplexBehaviors = [.. multi.Bpmn("complexBehaviorDefinition").Select(d => Complex(d, activity, context)).OfType<ComplexBehavior>()],
            AsyncBefore = Flag(multi, "asyncBefore") || Flag(multi, "async"),
            AsyncAfter = Flag(multi, "asyncAfter"),
        };
    }

    static FeelExpression? Collection(SourceElement multi, SourceElement? zeebe, SourceElement activity, ReadContext context)
    {
        if (zeebe?.Find("inputCollection") is { IsEmpty: false } input)
        {
            return context.Expressions.Value(input, activity.Id);
        }

        if (multi.Find("collection", Camunda)?.Trim() is { IsEmpty: false } collection)
        {
            return context.Expressions.IsExpression(collection.Value) ? context.Expressions.Value(collection, activity.Id) : ExpressionReader.Variable(collection.Value);
        }

        return DataReader.Variable(multi.Bpmn("loopDataInputRef").FirstOrDefault()?.Text?.Value, activity) is { } name
            ? ExpressionReader.Variable(name)
            : null;
    }

    static ComplexBehavior? Complex(SourceElement definition, SourceElement activity, ReadContext context)
    {
        var condition = definition.Bpmn("condition").FirstOrDefault()?.Text;
        var thrown = definition.Bpmn("event").SelectMany(e => e.Children).FirstOrDefault(c => c.IsBpmn && c.Name.EndsWith("EventDefinition", StringComparison.Ordinal))
            ?? context.Declarations.EventDefinition(definition.Bpmn("event").SelectMany(e => e.Bpmn("eventDefinitionRef")).FirstOrDefault()?.Text?.Value);
        return condition is { IsEmpty: false } && thrown is not null && EventDefinitionReader.Read(thrown, activity, context) is { } read
            ? new ComplexBehavior(context.Expressions.Condition(condition, activity.Id), read)
            : null;
    }

    static EventDefinition? Thrown(string? reference, SourceElement multi, SourceElement activity, ReadContext context)
    {
        if (reference is null)
        {
            return null;
        }

        if (context.Declarations.EventDefinition(reference) is { } definition)
        {
            return EventDefinitionReader.Read(definition, activity, context);
        }

        context.Diagnostics.Error("dangling-reference", multi.Location, activity.Id,
            $"Expected the event definition “{reference.Trim()}” that the instances throw, but the file declares none of that id.", "Declare it beside the process.");
        return null;
    }

    /// <summary>A number that stands in the file is checked here, what an expression gives when it is evaluated.</summary>
    static FeelExpression Number(SourceText text, string what, SourceElement activity, ReadContext context)
    {
        if (context.Expressions.IsExpression(text.Value))
        {
            return context.Expressions.Value(text, activity.Id)!;
        }

        if (int.TryParse(text.Value, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 0)
        {
            return FeelExpression.Constant(FeelNumber.Of(number), text.Value);
        }

        if (context.Dialect == Dialect.Plain && number == 0)
        {
            return context.Expressions.Feel(text, activity.Id);
        }

        context.Diagnostics.Error("loop-number", text.Location, activity.Id, $"Expected a number from 0 as {what}, but found “{text.Value}”.", "Write how often the activity is done.");
        return ExpressionReader.Invalid;
    }

    static bool Flag(SourceElement element, string attribute) => element.Find(attribute, Camunda)?.Value.Trim() is "true" or "1";
}
