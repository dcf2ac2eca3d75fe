namespace Bpm.Model;

/// <summary>Reads a process with the nodes and flows of all its scopes.</summary>
static class ProcessReader
{
    public static ProcessDraft Read(SourceElement process, ReadContext context)
    {
        var draft = new ProcessDraft(process, process.Id ?? "");
        EmbeddedFormsReader.Check(process, context);
        LaneReader.Check(process, context);
        ReadScope(process, draft, EscalationPolicyReader.Read(process, context), context);
        return draft;
    }

    /// <summary>Only for a file without errors: ids are then known to be unique and references to lead somewhere.</summary>
    public static ProcessDefinition Define(ProcessDraft draft, ProcessExtensions extensions, ReadContext context)
    {
        return new ProcessDefinition(draft.Id, draft.Nodes.Select(n => n.Node!).ToList(), draft.Flows.Select(f => f.Flow).ToList())
        {
            Name = draft.Source["name"],
            Documentation = FlowNodeReader.Documentation(draft.Source),
            VersionTag = extensions.VersionTag,
            Dialect = context.Dialect,
            Location = draft.Source.Location,
            Properties = FlowNodeReader.Properties(draft.Source, context),
            CandidateStarterGroups = extensions.StarterGroups,
            CandidateStarterUsers = extensions.StarterUsers,
            IsStartableInTasklist = extensions.IsStartableInTasklist,
            HistoryTimeToLiveDays = extensions.HistoryTimeToLiveDays,
            EndListeners = [.. context.Extensions.Listeners(draft.Source).Where(l => l.Event == ListenerEvent.End)],
        };
    }

    static void ReadScope(SourceElement scope, ProcessDraft draft, EscalationPolicySource? policy, ReadContext context)
    {
        var scopeId = scope.Id ?? "";
        foreach (var child in scope.Children.Where(c => c.IsBpmn))
        {
            if (child.Name == "sequenceFlow")
            {
                draft.Flows.Add(SequenceFlowReader.Read(child, scopeId, draft, context));
            }
            else if (ElementGroups.FlowNodeNames.Contains(child.Name))
            {
                draft.Nodes.Add(new NodeDraft(child.Id ?? "", scopeId, child, FlowNodeReader.Read(child, scopeId, policy, context)));
            }
            else if (child.Id is not null && BpmnElements.Table.Find("process", child.Name) is { Treatment: Treatment.Refused })
            {
                draft.Nodes.Add(new NodeDraft(child.Id, scopeId, child, null));
            }

            if (ElementGroups.SubProcesses.Contains(child.Name))
            {
                ReadScope(child, draft, policy, context);
            }
        }
    }
}
