using System.Net;
using System.Net.Sockets;

namespace Bpm.Connectors;

/// <summary>How a host's name becomes addresses.</summary>
delegate Task<IPAddress[]> Resolve(string host, CancellationToken ct);

/// <summary>A connection was refused because its host or address is not allowed.</summary>
sealed class HostRefusedException(string host) : Exception(
    $"Expected a host that requests may go to, but '{host}' is not, or has an address that is not public. An operator can allow it in Bpm:Connectors:Http:AllowedHosts.");

/// <summary>
/// Opens connections to allowed addresses only. What is checked is the address that is connected to: a name that answers with another
/// address the second time gains nothing. There is no proxy, which would look names up by itself, and nobody follows redirects here.
/// </summary>
static class GuardedConnections
{
    public static HttpClient Open(HostRules rules, Resolve resolve) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, ct) =>
        {
            var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
            var found = IPAddress.TryParse(host, out var address) ? [address] : await resolve(host, ct);
            var allowed = found.Where(a => rules.Allows(host, port, a)).ToArray();
            if (allowed.Length == 0) throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new HostRefusedException(host);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed, port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        // Each request has a time of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
