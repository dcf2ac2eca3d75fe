using System.Diagnostics;
using System.Globalization;

namespace Bpm.Runtime;

/// <summary>The name a node writes into the jobs that it works on: machine, process, and a mark of this very start.</summary>
sealed record NodeName(string Machine, int ProcessId, string Mark)
{
    /// <summary>Workers of other kinds must not take a name that begins like this.</summary>
    public const string Prefix = "node:";

    public static NodeName OfThisStart() => new(Environment.MachineName, Environment.ProcessId, Guid.NewGuid().ToString("N"));

    public static NodeName? Parse(string owner) =>
        owner.Split(':') is ["node", var machine, var process, var mark] && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(machine, id, mark)
            : null;

    /// <summary>Whether the node was a process of this machine and runs no more. Of other machines nothing is known here.</summary>
    public bool HasDied(NodeName self) =>
        Machine == self.Machine && Mark != self.Mark && (ProcessId == self.ProcessId || !IsRunning(ProcessId));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Machine}:{ProcessId}:{Mark}");

    static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
