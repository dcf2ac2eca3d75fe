using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;

[assembly: AssemblyFixture(typeof(Bpm.Web.Tests.Support.ProductHost))]

namespace Bpm.Web.Tests.Support;

/// <summary>
/// The product as a process of its own, on a free port and a data folder that is thrown away, with the demo people and
/// without demo processes. All tests share it: each deploys processes under ids of its own.
/// </summary>
public sealed class ProductHost : IAsyncLifetime
{
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    /// <summary>What the webhooks' senders sign with.</summary>
    public const string WebhookSecret = "a secret of these tests";

    /// <summary>doors publishes a message, starter starts a process and wants a time with its requests.</summary>
    static readonly string[] WebhookArguments =
    [
        $"--Bpm:Webhooks:doors:Secret={WebhookSecret}", "--Bpm:Webhooks:doors:Message=hooked", "--Bpm:Webhooks:doors:CorrelationKey=body.order",
        "--Bpm:Webhooks:doors:MessageIdHeader=X-Delivery", "--Bpm:Webhooks:doors:Variables={text: body.text}",
        $"--Bpm:Webhooks:starter:Secret={WebhookSecret}", "--Bpm:Webhooks:starter:Process=hook-started", "--Bpm:Webhooks:starter:MessageId=body.id",
        "--Bpm:Webhooks:starter:TimestampHeader=X-Time", "--Bpm:Webhooks:starter:Tolerance=PT1H", "--Bpm:Webhooks:starter:Prefix=", "--Bpm:Webhooks:starter:Header=X-Signature",
    ];

    readonly ConcurrentQueue<string> _output = new();
    readonly IReadOnlyList<string> _arguments;
    readonly string _data = Directory.CreateTempSubdirectory("bpm-api-").FullName;
    readonly ConcurrentDictionary<string, HttpClient> _clients = [];
    Process? _process;

    public ProductHost() => _arguments = [$"--Bpm:DemoProcesses={Directory.CreateDirectory(Path.Combine(_data, "no-processes")).FullName}", .. WebhookArguments];

    /// <summary>A product of its own, started in another way.</summary>
    internal ProductHost(params string[] arguments) => _arguments = arguments;

    public string DataFolder => _data;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>All that the product said on its console.</summary>
    public string Output => string.Join('\n', _output);

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [Named("Product"), "--urls", "http://127.0.0.1:0", $"--Bpm:Data={_data}", "--Bpm:Demo=true", "--environment=Development", .. _arguments])
            start.ArgumentList.Add(argument);

        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Heard(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data, listening);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"Expected the product to start, but it ended:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(LongestStart);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>A client that signs in with every request; the password of a demo person is the user id.</summary>
    public HttpClient As(string user) => _clients.GetOrAdd(user, id => Client("Basic", $"{id}:{id}"));

    public HttpClient Client(string? scheme = null, string? credentials = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (scheme is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials ?? "")));
        return client;
    }

    void Heard(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null) return;
        _output.Enqueue(line);
        const string Says = "Bpm is ready at ";
        if (line.IndexOf(Says, StringComparison.Ordinal) is var at and >= 0) listening.TrySetResult(new Uri(line[(at + Says.Length)..].Trim()));
    }

    static string Named(string key) => typeof(ProductHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
