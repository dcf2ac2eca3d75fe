using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>The four ways in which Camunda 7 says what a service task does; exactly one of them may be used.</summary>
sealed partial class Camunda7JobReader(ReadContext context)
{
    const string Camunda = Namespaces.Camunda;
    static readonly string[] Implementations = ["type", "class", "delegateExpression", "expression"];

    public JobSource? Read(SourceElement task)
    {
        var used = task.Attributes.Where(a => a.Namespace == Camunda && Implementations.Contains(a.Name)).ToList();
        if (used.Count > 1)
        {
            context.Diagnostics.Error("several-implementations", used[1].Location, task.Id,
                $"Expected one implementation of “{task.Name}”, but found {string.Join(" and ", used.Select(a => "camunda:" + a.Name))}.",
                "Keep one of them.");
        }

        var job = used.FirstOrDefault() switch
        {
            null => Connector(task) ?? Without(task),
            { Name: "class" } type => new JobSource { JobType = ClassName(type.Text, task) },
            { Name: "delegateExpression" } bean => new JobSource { JobType = Bean(bean.Text, task) },
            { Name: "expression" } expression => new JobSource { Expression = context.Expressions.Value(expression.Text, task.Id) ?? ExpressionReader.Null },
            _ => new JobSource { JobType = Topic(task) },
        };
        return job is null ? null : job with
        {
            ResultVariable = context.Static(task.Find("resultVariable", Camunda) ?? task.Find("resultVariableName", Camunda), "result variable", task),
            Priority = context.Expressions.Value(task.Find("taskPriority", Camunda) ?? ProcessOf(task)?.Find("taskPriority", Camunda), task.Id),
            Headers = Fields(task),
            Errors = Errors(task),
        };
    }

    /// <summary>A connector of Camunda 7 is a job of its name; its input parameters are the job's variables.</summary>
    JobSource? Connector(SourceElement task)
    {
        if (task.Extensions(Camunda, "connector").FirstOrDefault() is not { } connector)
        {
            return null;
        }

        if (context.Expressions.Value(connector.Elements(Camunda, "connectorId").FirstOrDefault()?.Text, task.Id) is { } id)
        {
            return new JobSource { JobType = id };
        }

        context.Diagnostics.Error("missing-connector-id", connector.Location, task.Id,
            "Expected camunda:connectorId in camunda:connector, but there is none.", "Name the connector, for example http-connector; its name becomes the job type.");
        return new JobSource { JobType = ExpressionReader.Invalid };
    }

    /// <summary>Fields whose value is an expression: evaluated for each job, and given to it as variables.</summary>
    public IEnumerable<VariableMapping> FieldExpressions(SourceElement element) =>
        from field in element.Extensions(Camunda, "field")
        let text = field.Find("expression") ?? field.Elements(Camunda, "expression").FirstOrDefault()?.Text
        where text is { IsEmpty: false }
        let name = MappingTarget.Read(field.Find("name"), field, "name", context)
        where name is not null
        select new VariableMapping(name, context.Expressions.Value(text, element.Id)!);

    /// <summary>Errors that the task throws when an expression holds over what its job has said (<c>camunda:errorEventDefinition</c>).</summary>
    ImmutableArray<JobError> Errors(SourceElement task)
    {
        var errors = ImmutableArray.CreateBuilder<JobError>();
        foreach (var definition in task.Extensions(Camunda, "errorEventDefinition"))
        {
            if (definition.Find("expression") is not { IsEmpty: false } condition)
            {
                context.Diagnostics.Error("missing-expression", definition.Location, task.Id,
                    "Expected the expression of camunda:errorEventDefinition, but there is none.", "Write when the error is thrown, for example ${status == \"rejected\"}.");
                continue;
            }

            if (EventDefinitionReader.Read(definition, task, context) is ErrorEventDefinition error)
            {
                errors.Add(new JobError(context.Expressions.Condition(condition, task.Id), error.Code, error.Message));
            }
        }

        return errors.ToImmutable();
    }

    JobSource? Without(SourceElement task)
    {
        if (task.Find("topic", Camunda) is { } topic)
        {
            context.Diagnostics.Error("topic-without-type", topic.Location, task.Id,
                "Expected camunda:type=\"external\" beside camunda:topic, but there is no type.", "Add camunda:type=\"external\".");
        }

        return null;
    }

    FeelExpression Topic(SourceElement task)
    {
        if (context.Expressions.Value(task.Find("topic", Camunda), task.Id) is { } topic)
        {
            return topic;
        }

        context.Diagnostics.Error("missing-topic", task.Location, task.Id,
            "Expected a topic on an external task, but there is none.", "Add camunda:topic with the name that the worker subscribes to.");
        return ExpressionReader.Invalid;
    }

    FeelExpression ClassName(SourceText text, SourceElement task) =>
        ExpressionReader.Constant(context.Static(text, "camunda:class", task) ?? MissingName(text, task));

    /// <summary>The name in an expression that is nothing but a name.</summary>
    public FeelExpression Bean(SourceText text, SourceElement task)
    {
        if (BeanPattern().Match(text.Value) is { Success: true } match)
        {
            return ExpressionReader.Constant(match.Groups[1].Value);
        }

        context.Diagnostics.Error("delegate-expression", text.Location, task.Id,
            $"Expected the name of one handler such as ${{mailHandler}}, but found “{text.Value}”.",
            "Name one handler, or use camunda:type=\"external\" with a topic, which may be an expression.");
        return ExpressionReader.Invalid;
    }

    string MissingName(SourceText text, SourceElement task)
    {
        context.Diagnostics.Error("missing-class", text.Location, task.Id,
            "Expected the name of a class, but it is empty.", "Write the name, which becomes the job type.");
        return "";
    }

    FrozenDictionary<string, string> Fields(SourceElement task) =>
        (from field in task.Extensions(Camunda, "field")
         let name = field["name"]
         where name is not null && field.Find("expression") is null && !field.Elements(Camunda, "expression").Any()
         let value = context.Static(field.Find("stringValue") ?? field.Elements(Camunda, "string").FirstOrDefault()?.Text, "field value", field)
         group value ?? "" by name).ToFrozenDictionary(g => g.Key, g => g.Last());

    static SourceElement? ProcessOf(SourceElement? element) =>
        element is null or { IsBpmn: true, Name: "process" } ? element : ProcessOf(element.Parent);

    [GeneratedRegex(@"^\s*[#$]\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}\s*$")]
    private static partial Regex BeanPattern();
}
