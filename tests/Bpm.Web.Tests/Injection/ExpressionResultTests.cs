using System.Reflection;
using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Forms;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Injection;

/// <summary>What an expression gives is data: wherever a model has one, a result that looks like code is used as the text it is.</summary>
public sealed class ExpressionResultTests : IAsyncLifetime
{
    /// <summary>Every expression of a model, with the attributes and the content of a user or service task that has it.</summary>
    static readonly Dictionary<string, (string Attributes, string Content, Func<Seen, string, string?> Result)> Places = new()
    {
        ["UserTask.Assignee"] = ("camunda:assignee=\"${text}\"", "", (s, p) => s.Task?.Assignee == FirstId(p) ? p : s.Task?.Assignee),
        ["UserTask.CandidateUsers"] = ("camunda:candidateUsers=\"${text}\"", "", (s, p) => s.Candidates.SequenceEqual(Ids(p)) ? p : string.Join(',', s.Candidates)),
        ["UserTask.CandidateGroups"] = ("camunda:candidateGroups=\"${text}\"", "", (s, p) => s.Candidates.SequenceEqual(Ids(p)) ? p : string.Join(',', s.Candidates)),
        ["UserTask.DueDate"] = ("camunda:dueDate=\"${text}\"", "", (s, p) => s.Quoted(p)),
        ["UserTask.FollowUpDate"] = ("camunda:followUpDate=\"${text}\"", "", (s, p) => s.Quoted(p)),
        ["UserTask.Priority"] = ("camunda:priority=\"${text}\"", "", (s, p) => s.Quoted(p)),
        ["VariableMapping.Source"] = ("", Extension("""<camunda:inputOutput><camunda:inputParameter name="out">${text}</camunda:inputParameter></camunda:inputOutput>"""), (s, _) => s.Out),
        ["EscalationStep.After"] = ("", Extension("""<camunda:properties><camunda:property name="escalate-after" value="${text}"/></camunda:properties>"""), (s, p) => s.Quoted(p)),
        ["FormField.Label"] = ("", Extension("""<camunda:formData><camunda:formField id="f" type="string" label="${text}"/></camunda:formData>"""), (s, _) => s.Form(i => i.Label)),
        ["FormField.DefaultValue"] = ("", Extension("""<camunda:formData><camunda:formField id="f" type="string" defaultValue="${text}"/></camunda:formData>"""), (s, _) => s.Form(i => i.Default?.Text)),
        ["ServiceTask.JobType"] = ("camunda:type=\"external\" camunda:topic=\"${text}\"", "", (s, _) => s.Job?.Type),
        ["ServiceTask.Priority"] = ("camunda:type=\"external\" camunda:topic=\"t\" camunda:taskPriority=\"${text}\"", "", (s, p) => s.Job?.Priority == 0 ? p : $"{s.Job?.Priority}"),
        ["ServiceTask.Expression"] = ("camunda:expression=\"${text}\" camunda:resultVariable=\"out\"", "", (s, _) => s.Out),
        ["DecisionReference.Id"] = ("camunda:decisionRef=\"${text}\"", "", (s, p) => s.Named(p)),
        ["DecisionReference.Version"] = ("camunda:decisionRef=\"d\" camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"${text}\"", "", (s, p) => s.Quoted(p)),
        ["DecisionReference.VersionTag"] = ("camunda:decisionRef=\"d\" camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"${text}\"", "", (s, p) => s.Named(p)),
        ["ScriptTask.Script"] = ("scriptFormat=\"feel\"", "<bpmn:script>out = text</bpmn:script>", (s, _) => s.Out),
        ["SequenceFlow.Condition"] = ("", "", (s, p) => s.Incident is { Kind: "condition" or "expression" or "Condition" or "Expression" } ? p : s.Incident?.Kind),
        ["TimerEventDefinition.Expression"] = ("", "<bpmn:timerEventDefinition id=\"t\"><bpmn:timeDuration>${text}</bpmn:timeDuration></bpmn:timerEventDefinition>", (s, p) => s.Quoted(p)),
    };

    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public void Every_expression_of_a_model_has_a_place_here()
    {
        var expressions = typeof(ProcessDefinition).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(p => p.PropertyType == typeof(FeelExpression) || p.PropertyType == typeof(FeelScript))
                .Select(p => $"{type.Name}.{p.Name}"));

        Assert.Equal(expressions.Except(Elsewhere.Keys).Order(StringComparer.Ordinal), Places.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>Expressions whose result is no text, or is seen best inside the engine: what becomes of it, and where that is tested.</summary>
    static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["MessageEventDefinition.Name"] = "a name, see Bpm.Engine.Tests.NamesTests",
        ["MessageEventDefinition.CorrelationKey"] = "a key, see Bpm.Engine.Tests.NamesTests",
        ["SignalEventDefinition.Name"] = "a name, see Bpm.Engine.Tests.NamesTests",
        ["CallActivity.CalledElement"] = "a name, see Bpm.Engine.Tests.NamesTests",
        ["CallActivity.Version"] = "a number or a tag that is compared",
        ["CallActivity.BusinessKey"] = "text that is kept, see Bpm.Engine.Tests.NamesTests",
        ["AdHocSubProcess.ActiveElements"] = "ids of the model's own activities; any other is an incident",
        ["AdHocSubProcess.CompletionCondition"] = "true or false",
        ["ComplexBehavior.Condition"] = "true or false",
        ["ComplexGateway.ActivationCondition"] = "true or false",
        ["ConditionalEventDefinition.Condition"] = "true or false",
        ["JobError.Condition"] = "true or false",
        ["Listener.JobType"] = "a job's type, as ServiceTask.JobType",
        ["MultiInstance.Cardinality"] = "a number",
        ["MultiInstance.Collection"] = "a list",
        ["MultiInstance.CompletionCondition"] = "true or false",
        ["MultiInstance.OutputElement"] = "a value that is kept, as a mapping's",
        ["StandardLoop.Condition"] = "true or false",
        ["StandardLoop.Maximum"] = "a number",
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_result_stays_text(string place)
    {
        var (attributes, content, result) = Places[place];
        await Deploy(place, attributes, content);
        foreach (var payload in Payloads.All)
        {
            var seen = await Run(payload);
            Assert.Equal(payload, result(seen, payload));
        }

        Assert.Empty(await StoredText.With(Payloads.Computed, _office.DataFolder));
    }

    public static TheoryData<string> Names => [.. Places.Keys];

    static string Extension(string content) => $"<bpmn:extensionElements>{content}</bpmn:extensionElements>";

    static IEnumerable<string> Ids(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal);

    static string? FirstId(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    async Task Deploy(string place, string attributes, string content)
    {
        var element = place.Split('.')[0] switch
        {
            "ServiceTask" => "serviceTask",
            "ScriptTask" => "scriptTask",
            "DecisionReference" => "businessRuleTask",
            "SequenceFlow" => "exclusiveGateway",
            "TimerEventDefinition" => "intermediateCatchEvent",
            _ => "userTask",
        };
        var condition = element == "exclusiveGateway" ? "<bpmn:conditionExpression>${text}</bpmn:conditionExpression>" : "";
        var (before, after) = content.Contains("extensionElements", StringComparison.Ordinal) ? (content, "") : ("", content);
        var xml = SmallProcesses.Process("results", $"""
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="it" />
            <bpmn:{element} id="it" {attributes}>{before}<bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>{after}</bpmn:{element}>
            <bpmn:sequenceFlow id="f2" sourceRef="it" targetRef="then">{condition}</bpmn:sequenceFlow>
            <bpmn:userTask id="then"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f3" sourceRef="then" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
            """);
        var reply = await _office.Engine.Deploy(await _office.Actor("mia"), new DeploymentRequest("results", null, [new DeploymentFile("results.bpmn", Encoding.UTF8.GetBytes(xml))]), Ct);
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
    }

    async Task<Seen> Run(string payload)
    {
        var started = await _office.Engine.Start(await _office.Actor("carl"), StartRequest.Process("results", VariableSet.Of(("text", new FeelString(payload)))), Ct);
        Assert.True(started.IsDone, started.Rejection?.Message);
        var key = started.Value!.Key;
        var task = (await _office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = key }, Slice.All, Ct)).SingleOrDefault();
        var candidates = task is null ? [] : await _office.Get<UserTasks>().Candidates(task.TaskKey, Ct);
        var variables = task is null ? [] : await _office.Get<Variables>().SeenBy(task.TaskKey, Ct);
        var definition = await new Web.Shared.DeployedDefinitions(_office.Get<Definitions>()).Find(started.Value.DefinitionKey, Ct);
        return new Seen(
            task, [.. candidates.Select(c => c.Id).Order(StringComparer.Ordinal)], variables.FirstOrDefault(v => v.Name == "out")?.Value.Text,
            (await _office.Get<Jobs>().List(new JobQuery { InstanceKey = key }, Slice.All, Ct)).SingleOrDefault(),
            (await _office.Get<Incidents>().List(new IncidentQuery { InstanceKey = key }, Slice.All, Ct)).SingleOrDefault(),
            ((definition!.Definition.Nodes["it"] as UserTask)?.Form as GeneratedForm, FeelContext.Of(("text", new FeelString(payload)))));
    }

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    sealed record Seen(UserTaskRow? Task, IReadOnlyList<string> Candidates, string? Out, WaitingJob? Job, IncidentRow? Incident, (GeneratedForm? Model, FeelContext Variables) Source)
    {
        /// <summary>A date or duration cannot be made of it: the incident tells which text it was.</summary>
        public string? Quoted(string payload) =>
            Incident?.Message.Contains(new FeelString(payload).ToString(), StringComparison.Ordinal) == true ? payload : Incident?.Message;

        /// <summary>There is no decision of that name: the incident tells which name it was.</summary>
        public string? Named(string payload) => Incident?.Message.Contains($"'{payload}'", StringComparison.Ordinal) == true ? payload : Incident?.Message;

        public string? Form(Func<FormInput, string?> read) =>
            read(Assert.Single(GeneratedFormReader.Read(Source.Model!, Source.Variables, new FeelEnvironment(DateTimeOffset.UnixEpoch)).Inputs));
    }
}
