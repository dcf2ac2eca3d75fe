using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>Reads the <c>zeebe:</c> vocabulary.</summary>
sealed class Camunda8Extensions(ReadContext context) : IExtensions
{
    const string Zeebe = Namespaces.Zeebe;

    public IEnumerable<ExtensionProperty> Properties(SourceElement element) =>
        from property in element.Extensions(Zeebe, "properties").SelectMany(p => p.Elements(Zeebe, "property"))
        let name = property.Find("name")
        let value = property.Find("value")
        where name is not null && value is not null
        select new ExtensionProperty(name.Value.Trim(), value);

    public Mappings Mappings(SourceElement element) => new(Parameters(element, "input"), Parameters(element, "output"));

    ImmutableArray<VariableMapping> Parameters(SourceElement element, string kind) =>
    [
        .. from parameter in element.Extensions(Zeebe, "ioMapping").SelectMany(e => e.Elements(Zeebe, kind))
           let target = MappingTarget.Read(parameter.Find("target"), parameter, "target", context)
           where target is not null
           select new VariableMapping(target, context.Expressions.Value(parameter.Find("source"), element.Id) ?? ExpressionReader.Null),
    ];

    public RetryPolicy? Retries(SourceElement element) =>
        element.Extensions(Zeebe, "taskDefinition").FirstOrDefault()?.Find("retries") is { IsEmpty: false } text
            ? RetryPolicyReader.ReadCount(text, element, context)
            : null;

    public IEnumerable<Listener> Listeners(SourceElement element) => new Camunda8ListenerReader(context).Read(element);

    public ImmutableArray<VariableMapping> Taken(SourceElement flow) => [];

    public AssignmentSource Assignment(SourceElement userTask)
    {
        var assignment = userTask.Extensions(Zeebe, "assignmentDefinition").FirstOrDefault();
        var schedule = userTask.Extensions(Zeebe, "taskSchedule").FirstOrDefault();
        var priority = userTask.Extensions(Zeebe, "priorityDefinition").FirstOrDefault();
        return new AssignmentSource(
            assignment?.Find("assignee"), assignment?.Find("candidateUsers"), assignment?.Find("candidateGroups"),
            schedule?.Find("dueDate"), schedule?.Find("followUpDate"), priority?.Find("priority"));
    }

    public Form? Form(SourceElement element) => new Camunda8FormReader(context).Read(element);

    public JobSource? Job(SourceElement task)
    {
        if (task.Extensions(Zeebe, "taskDefinition").FirstOrDefault() is not { } definition)
        {
            return null;
        }

        var type = context.Expressions.Value(definition.Find("type"), task.Id);
        if (type is null)
        {
            context.Diagnostics.Error("missing-job-type", definition.Location, task.Id,
                "Expected a job type in zeebe:taskDefinition, but there is none.", "Fill in the type that the worker asks for.");
        }

        var priority = task.Extensions(Zeebe, "jobPriorityDefinition").FirstOrDefault()?.Find("priority") ?? definition.Find("priority");
        return new JobSource
        {
            JobType = type ?? ExpressionReader.Invalid,
            Priority = context.Expressions.Value(priority, task.Id),
            Headers = Headers(task),
        };
    }

    public DecisionSource? Decision(SourceElement task) => new Camunda8DecisionReader(context).Read(task);

    public ScriptTask? Script(SourceElement task, string scopeId)
    {
        if (task.Extensions(Zeebe, "script").FirstOrDefault() is not { } script)
        {
            return ScriptTaskReader.ReadInline(task, scopeId, null, context);
        }

        var variable = context.Static(script.Find("resultVariable"), "result variable", task);
        if (variable is null)
        {
            context.Diagnostics.Error("missing-result-variable", script.Location, task.Id,
                "Expected the variable that receives the script's result, but zeebe:script names none.", "Fill in the result variable.");
        }

        return ScriptTaskReader.ReadExpression(task, scopeId, script, variable, context);
    }

    public ProcessExtensions Process(SourceElement process) => new()
    {
        VersionTag = context.Static(process.Extensions(Zeebe, "versionTag").FirstOrDefault()?.Find("value"), "version tag", process),
    };

    static FrozenDictionary<string, string> Headers(SourceElement task) =>
        task.Extensions(Zeebe, "taskHeaders").SelectMany(h => h.Elements(Zeebe, "header"))
            .Where(h => h["key"] is not null)
            .GroupBy(h => h["key"]!, h => h["value"] ?? "")
            .ToFrozenDictionary(g => g.Key, g => g.Last());
}
