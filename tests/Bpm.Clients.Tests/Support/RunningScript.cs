using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Bpm.Clients.Tests.Support;

/// <summary>A script that works until it is killed.</summary>
public sealed class RunningScript(Process process) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits for a line that says what is waited for; each is an answer in JSON.</summary>
    public async Task<JsonNode> Says(Func<JsonNode, bool> what)
    {
        using var stop = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(stop.Token) is { } line)
            if (JsonNode.Parse(line) is { } answer && what(answer)) return answer;
        throw new InvalidOperationException("Expected the script to say more, but it has ended.");
    }

    /// <summary>SIGKILL: the script has no chance to give anything back.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
