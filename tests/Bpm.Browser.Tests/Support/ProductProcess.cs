using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bpm.Browser.Tests.Support;

/// <summary>The product as people run it: a process of its own on a free port and a data folder, which can be killed and started again.</summary>
sealed class ProductProcess : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);

    readonly ConcurrentQueue<string> _output = new();
    readonly string[] _settings;
    readonly bool _ownsData;
    Process? _process;

    ProductProcess(string? data, string[] settings)
    {
        _ownsData = data is null;
        _settings = settings;
        Data = data ?? Directory.CreateTempSubdirectory("bpm-").FullName;
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
    }

    public string Address { get; }

    public string Data { get; }

    /// <summary>All that the product said on its console, over all its starts.</summary>
    public string Output => string.Join('\n', _output);

    public int Id => Running.Id;

    Process Running => _process ?? throw new InvalidOperationException("Expected a product that runs, but it was killed.");

    /// <summary>Starts on a new data folder, or beside others on theirs, and answers once it is alive.</summary>
    public static async Task<ProductProcess> StartAsync(string? data = null, params string[] settings)
    {
        var product = new ProductProcess(data, settings);
        try
        {
            await product.StartAsync();
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as a power cut does (SIGKILL): nothing in it gets to run any more.</summary>
    public async Task KillAsync()
    {
        var process = Running;
        _process = null;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts again on the same data and address after <see cref="KillAsync"/>.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Checkout.Product, "--urls", Address, "--Bpm:Data=" + Data },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        foreach (var setting in _settings)
            start.ArgumentList.Add(setting);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        await BecomeAliveAsync(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        if (_ownsData)
            Directory.Delete(Data, recursive: true);
    }

    async Task BecomeAliveAsync(Process process)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(20) };
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var waited = Stopwatch.StartNew();
        while (await poll.WaitForNextTickAsync())
        {
            if (process.HasExited || waited.Elapsed > LongestStart)
                throw new InvalidOperationException($"Expected the product to answer at {Address}, but it did not. It said:\n{Output}");
            if (await IsAliveAsync(http))
                return;
        }
    }

    static async Task<bool> IsAliveAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("health/live");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    void Collect(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _output.Enqueue(line.Data);
    }

    // Below the ports that the system gives to outgoing connections: none of those takes it while the product is dead.
    static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it: the next one.
            }
        }
    }
}
