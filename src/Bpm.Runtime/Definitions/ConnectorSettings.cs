using Bpm.Connectors;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// The settings of work that a connector of this process does, judged when a model is uploaded. Work of other types is that of
/// external workers, who know what they need; so is that of a connector that is switched off.
/// </summary>
static class ConnectorSettings
{
    public static IEnumerable<Diagnostic> Problems(BpmnFile file, ConnectorTable connectors) =>
        from process in file.Processes
        from node in process.Nodes.Values
        let work = WorkOf(node)
        where work?.JobType?.StaticValue is FeelString
        let type = ((FeelString)work.JobType!.StaticValue!).Value
        let connector = connectors.Find(type)
        where connector is not null
        from problem in Problems(node, work, connector)
        select new Diagnostic(
            problem.IsCertain ? Severity.Error : Severity.Warning, "connector-setting", file.FileName, node.Location, node.Id,
            $"{problem.Message} (Connector '{type}' of '{node.Label}'.)",
            problem.IsCertain ? $"{problem.Remedy} If an external worker does this work, switch the connector off in Bpm:Connectors:Off." : problem.Remedy);

    static IReadOnlyList<SettingProblem> Problems(FlowNode node, ServiceTask work, IConnector connector)
    {
        var check = new SettingsCheck(Of(node, work.Headers), node.Inputs.Select(i => i.Target).ToHashSet());
        connector.Check(check);
        return check.Problems;
    }

    /// <summary>Headers, fields and extension properties are all text of the model; what is most its own to a job counts.</summary>
    public static Dictionary<string, string> Of(FlowNode node, IReadOnlyDictionary<string, string> headers)
    {
        var settings = new Dictionary<string, string>(node.Properties);
        foreach (var (name, value) in headers) settings[name] = value;
        return settings;
    }

    static ServiceTask? WorkOf(FlowNode node) => node switch
    {
        ServiceTask task => task,
        Event { Definitions: [MessageEventDefinition { Job: { } work }] } => work,
        _ => null,
    };
}
