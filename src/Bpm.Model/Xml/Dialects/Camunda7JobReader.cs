using System.Collections.Frozen;
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
            null => Without(task),
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
        };
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

    FeelExpression Bean(SourceText text, SourceElement task)
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
         where name is not null
         let value = context.Static(field.Find("stringValue") ?? field.Elements(Camunda, "string").FirstOrDefault()?.Text, "field value", field)
         group value ?? "" by name).ToFrozenDictionary(g => g.Key, g => g.Last());

    static SourceElement? ProcessOf(SourceElement? element) =>
        element is null or { IsBpmn: true, Name: "process" } ? element : ProcessOf(element.Parent);

    [GeneratedRegex(@"^\s*[#$]\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}\s*$")]
    private static partial Regex BeanPattern();
}
