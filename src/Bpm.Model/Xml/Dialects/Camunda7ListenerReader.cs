using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Listeners of Camunda 7. A class or delegate expression is a job of that name. An expression that sets a variable, or a script in
/// FEEL, is evaluated in place; what else an expression would call in Java cannot be called here.
/// </summary>
sealed partial class Camunda7ListenerReader(ReadContext context)
{
    const string Camunda = Namespaces.Camunda;
    const string Remedy = "Write ${execution.setVariable('name', value)} or a script in FEEL, or name a class or delegate expression, which becomes a job.";

    static readonly Dictionary<string, ListenerEvent> TaskEvents = new()
    {
        ["create"] = ListenerEvent.Start,
        ["assignment"] = ListenerEvent.Assignment,
        ["complete"] = ListenerEvent.End,
        ["update"] = ListenerEvent.Update,
        ["delete"] = ListenerEvent.Cancel,
        ["timeout"] = ListenerEvent.Timeout,
    };

    public IEnumerable<Listener> Read(SourceElement element)
    {
        foreach (var listener in element.Extensions(Camunda, "executionListener"))
        {
            switch (listener["event"]?.Trim())
            {
                case "start": yield return Read(listener, ListenerEvent.Start, element); break;
                case "end": yield return Read(listener, ListenerEvent.End, element); break;
                case "take" when element.Name == "sequenceFlow": break;
                case var other: Report(listener, $"event “{other}”", "Write start or end; take on a sequence flow."); break;
            }
        }

        foreach (var listener in element.Extensions(Camunda, "taskListener"))
        {
            if (!TaskEvents.TryGetValue(listener["event"]?.Trim() ?? "", out var when))
            {
                Report(listener, $"event “{listener["event"]}”", "Use create, assignment, update, complete, timeout or delete.");
            }
            else if (when == ListenerEvent.Cancel && Job(listener, element) is not null)
            {
                Report(listener, "a job for a task that is cancelled", "Draw a boundary event, whose flow does the work; or use an expression or a script in FEEL.");
            }
            else if (when == ListenerEvent.Timeout && Timer(listener, element) is var timer)
            {
                yield return Read(listener, when, element) with { Timer = timer };
            }
            else
            {
                yield return Read(listener, when, element);
            }
        }
    }

    /// <summary>What is evaluated when a token takes the flow; no element waits there, so it cannot be a job.</summary>
    public ImmutableArray<VariableMapping> Taken(SourceElement flow)
    {
        var taken = ImmutableArray.CreateBuilder<VariableMapping>();
        foreach (var listener in flow.Extensions(Camunda, "executionListener"))
        {
            if (listener["event"]?.Trim() is not (null or "take"))
            {
                Report(listener, $"event “{listener["event"]}”", "Write take.");
            }
            else if (Job(listener, flow) is not null)
            {
                Report(listener, "a job on a sequence flow", "Make it an end listener of the node before, or draw a service task into the flow.");
            }
            else
            {
                taken.AddRange(Assignments(listener, flow));
            }
        }

        return taken.ToImmutable();
    }

    Listener Read(SourceElement listener, ListenerEvent when, SourceElement element) =>
        Job(listener, element) is { } job
            ? new Listener(when) { JobType = job, Headers = Fields(listener) }
            : new Listener(when) { Assignments = Assignments(listener, element) };

    TimerEventDefinition? Timer(SourceElement listener, SourceElement element)
    {
        if (listener.Bpmn("timerEventDefinition").FirstOrDefault() is { } definition)
        {
            return TimerReader.Read(definition, element, context);
        }

        Report(listener, "a timeout without a timer", "Put a timerEventDefinition into the listener.");
        return null;
    }

    FrozenDictionary<string, string> Fields(SourceElement listener)
    {
        Dictionary<string, string> fields = [];
        foreach (var field in listener.Elements(Camunda, "field"))
        {
            if (field.Find("expression") is not null || field.Elements(Camunda, "expression").Any())
            {
                Report(field, "a field that is an expression", "Write its text, or set a variable that the job reads.");
            }
            else if (field["name"] is { } name)
            {
                fields[name] = context.Static(field.Find("stringValue") ?? field.Elements(Camunda, "string").FirstOrDefault()?.Text, "field value", field) ?? "";
            }
        }

        return fields.ToFrozenDictionary();
    }

    FeelExpression? Job(SourceElement listener, SourceElement element) =>
        listener.Find("class") is { IsEmpty: false } name ? ExpressionReader.Constant(context.Static(name, "class", element) ?? "")
        : listener.Find("delegateExpression") is { IsEmpty: false } bean ? new Camunda7JobReader(context).Bean(bean, element)
        : null;

    ImmutableArray<VariableMapping> Assignments(SourceElement listener, SourceElement element)
    {
        if (listener.Elements(Camunda, "script").FirstOrDefault() is { } script)
        {
            return ScriptTaskReader.IsFeel(script.Find("scriptFormat"), script, element.NearestId, context)
                && script.Text is { IsEmpty: false } text && context.Expressions.Script(text.Trim(), null, element.NearestId) is { } read
                ? [.. read.Assignments.Select(a => new VariableMapping(a.Name ?? "", a.Expression))]
                : [];
        }

        if (listener.Find("expression")?.Trim() is not { IsEmpty: false } expression)
        {
            Report(listener, "neither an expression, a script, a class nor a delegate expression", Remedy);
            return [];
        }

        if (SettingPattern().Match(expression.Value) is { Success: true } setting)
        {
            var value = setting.Groups["value"];
            return CamundaExpression.Parse($"${{{value.Value}}}") is { Expression: { } parsed } ? [new VariableMapping(setting.Groups["name"].Value, parsed)] : Refuse(listener, expression);
        }

        return expression.Value.Contains("execution.", StringComparison.Ordinal) || expression.Value.Contains("task.", StringComparison.Ordinal)
            || CamundaExpression.Parse(expression.Value) is not { Expression: { } plain }
            ? Refuse(listener, expression)
            : [new VariableMapping("", plain)];
    }

    ImmutableArray<VariableMapping> Refuse(SourceElement listener, SourceText expression)
    {
        context.Diagnostics.Error("listener-expression", expression.Location, listener.NearestId,
            $"Expected a listener's expression that can be evaluated here, but “{expression.Value}” calls Java.", Remedy);
        return [];
    }

    void Report(SourceElement listener, string what, string remedy) =>
        context.Diagnostics.Error("unsupported-listener", listener.Location, listener.NearestId, $"Expected a listener that can be called here, but found {what}.", remedy);

    [GeneratedRegex(@"^[#$]\{\s*(execution|task|delegateTask|delegateExecution)\.setVariable(Local)?\(\s*(['""])(?<name>[\p{L}_][\p{L}\p{N}_]*)\3\s*,\s*(?<value>.+)\)\s*\}$", RegexOptions.Singleline)]
    private static partial Regex SettingPattern();
}
