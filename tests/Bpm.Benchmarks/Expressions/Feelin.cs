using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bpm.Benchmarks;

/// <summary>The npm package feelin in a process of node, installed from the lock file beside the script into artifacts/feelin.</summary>
sealed class Feelin : IDisposable
{
    static readonly string Root = typeof(Feelin).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BpmRoot").Value!;

    readonly Process _node;

    Feelin(Process node) => _node = node;

    public static async Task<Feelin> Open()
    {
        var (source, folder) = (Path.Combine(Root, "tests/Bpm.Benchmarks/Expressions/feelin"), Path.Combine(Root, "artifacts/feelin"));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        using (var npm = Start("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
        {
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0) throw new InvalidOperationException($"Expected npm ci to install feelin, but it ended with {npm.ExitCode}.");
        }
        return new Feelin(Start("node", folder, "feelin.mjs"));
    }

    /// <summary>Does the task for some time: how often in a second, and what it gives.</summary>
    public async Task<(double PerSecond, JsonNode? Answer)> Measure(JsonObject task, double seconds)
    {
        task["seconds"] = seconds;
        await _node.StandardInput.WriteLineAsync(task.ToJsonString());
        await _node.StandardInput.FlushAsync();
        var line = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Expected an answer of node, but it has ended.");
        var answer = JsonSerializer.Deserialize<JsonObject>(line)!;
        return ((double)answer["perSecond"]!, answer["answer"]);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    static Process Start(string program, string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
}
