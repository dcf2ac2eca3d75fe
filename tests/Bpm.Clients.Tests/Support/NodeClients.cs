using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Bpm.Clients.Tests.Support.NodeClients))]

namespace Bpm.Clients.Tests.Support;

/// <summary>
/// Published clients in processes of node. They are installed from the lock file beside the scripts into artifacts/clients, once
/// for every lock file; without the registry all tests here fail and say so.
/// </summary>
public sealed class NodeClients : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly string Root = typeof(NodeClients).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BpmRoot").Value!;
    static readonly string Sources = Path.Combine(Root, "tests/Bpm.Clients.Tests/clients");
    static readonly string Folder = Path.Combine(Root, "artifacts/clients");

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Sources, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(Sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        var installed = Path.Combine(Folder, "node_modules/.bpm-installed");
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted) return;

        var (code, output, errors) = await Run("npm", [], "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--prefer-offline");
        if (code != 0)
            throw new InvalidOperationException(
                $"Expected npm ci to install the clients into {Folder}, but it ended with {code}. It needs the npm registry the first time.\n{output}\n{errors}");
        await File.WriteAllTextAsync(installed, wanted);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs a script against the product; the last line that it writes is its answer, in JSON.</summary>
    /// <param name="script">Below the folder of the scripts, such as <c>camunda8/jobs.mjs</c>.</param>
    public static async Task<JsonNode> Answer(string script, Uri product)
    {
        var (code, output, errors) = await Run("node", [("BPM_ADDRESS", product.ToString().TrimEnd('/'))], script);
        Assert.True(code == 0, $"{script} ended with {code}:\n{output}\n{errors}");
        return JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!;
    }

    /// <summary>Starts a script that goes on until it is killed.</summary>
    public static RunningScript Start(string script, Uri product)
    {
        var start = new ProcessStartInfo("node", script) { WorkingDirectory = Folder, RedirectStandardOutput = true };
        start.Environment["BPM_ADDRESS"] = product.ToString().TrimEnd('/');
        return new(Process.Start(start)!);
    }

    static async Task<(int Code, string Output, string Errors)> Run(string program, (string Name, string Value)[] settings, params string[] arguments)
    {
        using var stop = new CancellationTokenSource(Patience);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop.Token);
            var errors = process.StandardError.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
