using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bpm.Connectors.Tests;

/// <summary>A real SMTP server on a port of its own; each line of a client is answered as the test says, or as a friendly server would.</summary>
sealed class SmtpStub : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Func<string, string?> _answer;
    readonly ConcurrentQueue<string> _commands = new();
    readonly ConcurrentQueue<string> _messages = new();
    readonly CancellationTokenSource _closing = new();
    readonly Task _serving;

    public SmtpStub(Func<string, string?>? answer = null)
    {
        _answer = answer ?? (_ => null);
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public IReadOnlyList<string> Commands => [.. _commands];
    public IReadOnlyList<string> Messages => [.. _messages];

    async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                try
                {
                    await Talk(client.GetStream());
                }
                // A client that gives up may leave without a word.
                catch (IOException)
                {
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await Say(stream, "220 stub");
        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            _commands.Enqueue(line);
            var answer = _answer(line) ?? (line.StartsWith("DATA", StringComparison.Ordinal) ? "354 go on" : line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 ok");
            await Say(stream, answer);
            if (answer.StartsWith("221", StringComparison.Ordinal)) return;
            if (!answer.StartsWith("354", StringComparison.Ordinal)) continue;
            var message = new StringBuilder();
            while (await reader.ReadLineAsync(_closing.Token) is { } text && text != ".") message.Append(text).Append('\n');
            _messages.Enqueue(message.ToString());
            await Say(stream, "250 taken");
        }
    }

    static Task Say(NetworkStream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n")).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Dispose();
        _closing.Dispose();
    }
}
