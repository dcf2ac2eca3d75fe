namespace Bpm.Model;

/// <summary>
/// Reads global tasks (BPMN 2.0.2, 10.3.7) as processes of one task, so that a call activity can call them like any process.
/// </summary>
static class GlobalTaskReader
{
    static readonly Dictionary<string, string> Kinds = new()
    {
        ["globalTask"] = "task",
        ["globalUserTask"] = "userTask",
        ["globalManualTask"] = "manualTask",
        ["globalScriptTask"] = "scriptTask",
        ["globalBusinessRuleTask"] = "businessRuleTask",
    };

    public static IEnumerable<ProcessDefinition> ReadAll(SourceElement definitions, ReadContext context)
    {
        foreach (var global in definitions.Children.Where(c => c.IsBpmn && c.Id is not null && Kinds.ContainsKey(c.Name)))
        {
            var task = new SourceElement(global.Namespace, Kinds[global.Name], global.Location, global.Parent);
            task.Attributes.AddRange(global.Attributes.Select(a => a.Name == "scriptLanguage" ? a with { Name = "scriptFormat" } : a));
            task.Children.AddRange(global.Children);
            if (FlowNodeReader.Read(task, global.Id!, null, context) is { } node)
            {
                yield return new ProcessDefinition(global.Id!, [node], [])
                {
                    Name = node.Name,
                    Documentation = node.Documentation,
                    Dialect = context.Dialect,
                    Location = node.Location,
                    IsStartableInTasklist = false,
                };
            }
        }
    }
}
