using System.Diagnostics;
using System.Reflection;

namespace Bpm.Web.Tests.Launch;

/// <summary>The product's command line, as whoever starts it meets it.</summary>
public sealed class LaunchTests : IDisposable
{
    readonly string _data = Directory.CreateTempSubdirectory("bpm-launch-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("--Bpm:Database=oracle", 2, "Bpm:Database: expected sqlite or sqlserver, but got 'oracle'.")]
    [InlineData("--Bpm:Databse=sqlite", 2, "Bpm:Databse: expected one of Data, Database, Demo")]
    [InlineData("--Bpm:Demo=maybe", 2, "Bpm:Demo: expected true or false, but got 'maybe'.")]
    [InlineData("--Bpm:Database=sqlserver", 2, "ConnectionStrings:Bpm: expected a connection string because Bpm:Database is sqlserver")]
    [InlineData("--ConnectionStrings:Bpm=Server", 2, "ConnectionStrings:Bpm: expected name=value pairs")]
    [InlineData("--Bpm:PollInterval=soon", 2, "Bpm:PollInterval: expected a duration such as 00:00:05, but got 'soon'.")]
    [InlineData("--Bpm:Connectors:Smtp:Host=x", 2, "Bpm:Connectors:Smtp: expected one of Off, Http, Mail, Sql, Llm")]
    [InlineData("--Bpm:Connectors:Off=https", 2, "Bpm:Connectors:Off: expected some of ledger, archive, http")]
    [InlineData("--Bpm:Connectors:Http:AllowedHosts=https://api.example.com", 2, "Bpm:Connectors:Http:AllowedHosts: expected hosts such as")]
    [InlineData("--Bpm:Connectors:Sql:crm:Provider=oracle", 2, "Bpm:Connectors:Sql:crm:Provider: expected sqlite or sqlserver, but got 'oracle'.")]
    [InlineData("--Bpm:Connectors:Llm:default:Model=small", 2, "Bpm:Connectors:Llm:default:Url: expected the address of an OpenAI-compatible endpoint")]
    [InlineData("--Bpm:Webhooks:shop:Message=paid", 2, "Bpm:Webhooks:shop:Secret: expected the secret that the sender signs with")]
    [InlineData("--urls=nowhere", 1, "Bpm could not start: ")]
    public async Task A_wrong_setting_is_one_clear_line(string setting, int exitCode, string line)
    {
        var (code, said) = await Run(setting);

        Assert.Equal(exitCode, code);
        Assert.StartsWith(line, Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_said_to_be_so()
    {
        var file = Path.Combine(_data, "file");
        await File.WriteAllTextAsync(file, "");

        var (code, said) = await Run($"--Bpm:Data={Path.Combine(file, "data")}");

        Assert.Equal(2, code);
        Assert.StartsWith("Bpm:Data: expected a folder that can be written to", Assert.Single(said), StringComparison.Ordinal);
    }

    /// <summary>Starts the product and waits for its end; answers what it said on its error stream.</summary>
    async Task<(int Code, IReadOnlyList<string> Said)> Run(string setting)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        var product = typeof(LaunchTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Product").Value!;
        foreach (var argument in (string[])[product, "--urls", "http://127.0.0.1:0", $"--Bpm:Data={_data}", "--environment=Production", setting])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
