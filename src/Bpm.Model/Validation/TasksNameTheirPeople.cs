namespace Bpm.Model;

/// <summary>A user task that names nobody lies in nobody's inbox until someone who may assign it does.</summary>
static class TasksNameTheirPeople
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var task in process.Nodes.Where(n => n.Node is UserTask { Assignee: null, CandidateUsers: null, CandidateGroups: null }))
        {
            context.Diagnostics.Info("nobody-named", task.Source.Location, task.Id,
                $"Expected an assignee or candidates on the user task “{task.Id}”, but it names nobody; it is in nobody's inbox until it is assigned.",
                "Name candidate groups, or let lanes do so with the process's property lanes = candidateGroups.");
        }
    }
}
