using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>Reads the <c>camunda:</c> vocabulary.</summary>
sealed class Camunda7Extensions(ReadContext context) : IExtensions
{
    const string Camunda = Namespaces.Camunda;

    public IEnumerable<ExtensionProperty> Properties(SourceElement element) =>
        from property in element.Extensions(Camunda, "properties").SelectMany(p => p.Elements(Camunda, "property"))
        let name = property.Find("name") ?? property.Find("id")
        let value = property.Find("value")
        where name is not null && value is not null
        select new ExtensionProperty(name.Value.Trim(), value);

    public Mappings Mappings(SourceElement element)
    {
        var connector = element.Extensions(Camunda, "connector").FirstOrDefault();
        if (!element.Extensions(Camunda, "inputOutput").Any() && !element.Extensions(Camunda, "field").Any() && connector is null)
        {
            return Model.Mappings.None;
        }

        foreach (var output in element.Extensions(Camunda, "inputOutput").SelectMany(e => e.Elements(Camunda, "outputParameter")).Where(_ => element.Name == "endEvent"))
        {
            context.Diagnostics.Error("output-on-end-event", output.Location, element.Id,
                "Expected no output parameter on an end event, but found one.", "Set the variable on the activity before the end.");
        }

        // A connector's own mappings lie inside those of its task.
        var (own, inner) = (element.Extensions(Camunda, "inputOutput"), connector?.Elements(Camunda, "inputOutput") ?? []);
        return new Mappings(
            [.. Parameters(own, element, "inputParameter"), .. Parameters(inner, element, "inputParameter"), .. new Camunda7JobReader(context).FieldExpressions(element)],
            [.. Parameters(inner, element, "outputParameter"), .. Parameters(own, element, "outputParameter")]);
    }

    ImmutableArray<VariableMapping> Parameters(IEnumerable<SourceElement> mappings, SourceElement element, string kind) =>
    [
        .. from parameter in mappings.SelectMany(e => e.Elements(Camunda, kind))
           let name = MappingTarget.Read(parameter.Find("name"), parameter, "name", context)
           where name is not null
           select new VariableMapping(name, new Camunda7ValueReader(context).Read(parameter, element.Id)),
    ];

    public RetryPolicy? Retries(SourceElement element) =>
        element.Extensions(Camunda, "failedJobRetryTimeCycle").FirstOrDefault()?.Text is { IsEmpty: false } text
            ? RetryPolicyReader.ReadTimeCycle(text.Trim(), element, context)
            : null;

    public IEnumerable<Listener> Listeners(SourceElement element) => new Camunda7ListenerReader(context).Read(element);

    public ImmutableArray<VariableMapping> Taken(SourceElement flow) => new Camunda7ListenerReader(context).Taken(flow);

    public AssignmentSource Assignment(SourceElement userTask) => new(
        userTask.Find("assignee", Camunda), userTask.Find("candidateUsers", Camunda), userTask.Find("candidateGroups", Camunda),
        userTask.Find("dueDate", Camunda), userTask.Find("followUpDate", Camunda), userTask.Find("priority", Camunda));

    public Form? Form(SourceElement element) => new Camunda7FormReader(context).Read(element);

    public JobSource? Job(SourceElement task) => new Camunda7JobReader(context).Read(task);

    public DecisionSource? Decision(SourceElement task) => new Camunda7DecisionReader(context).Read(task);

    public ScriptTask? Script(SourceElement task, string scopeId) =>
        ScriptTaskReader.ReadInline(task, scopeId, task.Find("resultVariable", Camunda), context);

    public ProcessExtensions Process(SourceElement process)
    {
        var starters = process.Extensions(Camunda, "potentialStarter").Select(s => ResourceAssignment.Read(s, context)).ToList();
        return new ProcessExtensions
        {
            VersionTag = context.Static(process.Find("versionTag", Camunda), "version tag", process),
            StarterGroups = [.. StaticList(process, "candidateStarterGroups"), .. starters.SelectMany(s => s.Groups).Select(t => t.Value)],
            StarterUsers = [.. StaticList(process, "candidateStarterUsers"), .. starters.SelectMany(s => s.Users).Select(t => t.Value)],
            IsStartableInTasklist = process.Find("isStartableInTasklist", Camunda)?.Value.Trim() is not ("false" or "0"),
            HistoryTimeToLiveDays = HistoryTimeToLive(process),
        };
    }

    List<string> StaticList(SourceElement process, string attribute) =>
        context.Static(process.Find(attribute, Camunda), attribute, process)
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList() ?? [];

    int? HistoryTimeToLive(SourceElement process)
    {
        if (process.Find("historyTimeToLive", Camunda) is not { IsEmpty: false } text)
        {
            return null;
        }

        var value = text.Trim().Value;
        var days = value is ['P', .. var inner, 'D'] ? inner : value;
        if (int.TryParse(days, System.Globalization.NumberStyles.None, null, out var number))
        {
            return number;
        }

        context.Diagnostics.Error("history-time-to-live", text.Location, process.Id,
            $"Expected a number of days such as 180 or P180D, but found “{value}”.", "Write the number of days.");
        return null;
    }
}
