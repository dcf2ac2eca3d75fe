namespace Bpm.Model;

/// <summary>Chooses the processes of a file that are to be executed; the others are drawn for people only.</summary>
static class ProcessSelection
{
    public static IReadOnlyCollection<SourceElement> Choose(SourceElement definitions, Dialect dialect, DiagnosticList diagnostics)
    {
        var processes = definitions.Bpmn("process").ToList();
        if (processes.Count == 0)
        {
            diagnostics.Error("no-process", definitions.Location, null,
                "Expected a process in the file, but there is none.", "Draw a process and set its “Executable” property.");
            return [];
        }

        var marked = processes.Where(p => p.Is("isExecutable", otherwise: false)).ToHashSet();
        var unmarked = processes.Where(p => p["isExecutable"] is null).ToHashSet();
        // Camunda 7 runs what is not marked; the others do so only where nothing in the file is marked.
        var takesUnmarked = dialect == Dialect.Camunda7 || (dialect == Dialect.Plain && marked.Count == 0);
        var chosen = processes.Where(p => marked.Contains(p) || (takesUnmarked && unmarked.Contains(p))).ToHashSet();
        if (processes.Count > 1)
        {
            LeaveOutEmpty(chosen, diagnostics);
        }

        if (chosen.Count == 0 && dialect != Dialect.Camunda8)
        {
            // Tools that only draw write false everywhere: the file is right, there is nothing in it to run. Only Camunda 8 refuses it.
            diagnostics.Warning("no-executable-process", processes[0].Location, processes[0].Id,
                "Expected a process with isExecutable=\"true\", but every process of the file is only drawn for people; nothing of it can be started.",
                "Set the process's “Executable” property if it is to run.");
        }
        else if (chosen.Count == 0)
        {
            diagnostics.Error("no-executable-process", processes[0].Location, processes[0].Id,
                "Expected a process with isExecutable=\"true\", but the file has none.", "Set the process's “Executable” property.");
        }

        foreach (var process in chosen.Except(marked))
        {
            diagnostics.Info("executable-not-marked", process.Location, process.Id,
                $"Expected isExecutable=\"true\" on the process “{process.Id}”, but it says nothing; it is taken as executable.",
                "Set the process's “Executable” property.");
        }

        foreach (var process in processes.Except(chosen).Where(_ => chosen.Count > 0))
        {
            diagnostics.Info("not-executable", process.Location, process.Id,
                $"Expected isExecutable=\"true\", but the process “{process.Id}” is not marked so; it is only shown.",
                "Set the process's “Executable” property if it is to run.");
        }

        return chosen;
    }

    /// <summary>A pool of which nothing is drawn but its edge, beside processes that have something inside.</summary>
    static void LeaveOutEmpty(HashSet<SourceElement> chosen, DiagnosticList diagnostics)
    {
        var empty = chosen.Where(p => !p.Children.Exists(c => c.IsBpmn && ElementGroups.FlowNodeNames.Contains(c.Name))).ToList();
        foreach (var process in empty)
        {
            chosen.Remove(process);
            diagnostics.Info("empty-process", process.Location, process.Id,
                $"Expected something to execute in the process “{process.Id}”, but it is empty; it is only shown.", "Draw what it does, or mark it as not executable.");
        }
    }
}
