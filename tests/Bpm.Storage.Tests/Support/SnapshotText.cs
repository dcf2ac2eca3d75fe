using System.Text;
using Bpm.Engine;

namespace Bpm.Storage.Tests;

/// <summary>Snapshots compare as their text: records that hold lists do not compare by content.</summary>
static class SnapshotText
{
    public static string Of(ProcessInstance instance) => Of(instance.ToSnapshot());

    public static string Of(InstanceSnapshot snapshot)
    {
        var text = new StringBuilder();
        text.AppendLine($"{snapshot.Key} {snapshot.State} {snapshot.BusinessKey} {snapshot.StartedBy} {snapshot.StartedAt.UtcTicks} {snapshot.LastSequence} {snapshot.CallerKey}");
        foreach (var e in snapshot.Elements) text.AppendLine(e.ToString());
        foreach (var v in snapshot.LoopValues) text.AppendLine($"{v.LoopKey} {v.Counter} {v.Value.TypeName} {v.Value}");
        foreach (var t in snapshot.Tokens) text.AppendLine(t.ToString());
        foreach (var s in snapshot.Scopes) text.AppendLine($"{s.ScopeKey}: {string.Join(", ", s.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value.TypeName} {v.Value}"))}");
        foreach (var t in snapshot.UserTasks)
        {
            text.AppendLine($"{t with { CandidateUsers = [], CandidateGroups = [], Escalations = [], CreatedAt = default, DueDate = null, FollowUpDate = null }}");
            text.AppendLine($"{string.Join(',', t.CandidateUsers)}|{string.Join(',', t.CandidateGroups)}|{string.Join(',', t.Escalations)}");
            text.AppendLine($"{t.CreatedAt.UtcTicks} {t.DueDate?.UtcTicks} {t.FollowUpDate?.UtcTicks}");
        }

        foreach (var h in snapshot.HeldChanges) text.AppendLine($"{h} {string.Join(", ", (h.Wish as CompleteUserTask)?.Variables.Items ?? [])} {string.Join(',', h.Corrections.CandidateGroups ?? [])}");
        foreach (var j in snapshot.Jobs) text.AppendLine($"{j with { DueAt = null }} {j.DueAt?.UtcTicks}");
        foreach (var i in snapshot.Incidents) text.AppendLine(i.ToString());
        foreach (var s in snapshot.Subscriptions) text.AppendLine(s.ToString());
        foreach (var c in snapshot.Compensations) text.AppendLine($"{c with { Variables = VariableSet.Empty }} {string.Join(", ", c.Variables.Items)}");
        if (snapshot.Suspension is { } suspension) text.AppendLine($"{suspension.At:O} {suspension.By} {suspension.Reason} {string.Join(',', suspension.Changes)}");
        foreach (var g in snapshot.ResettingGateways) text.AppendLine($"{g} {string.Join(',', g.ConsumedFlows)}");
        return text.ToString();
    }
}
