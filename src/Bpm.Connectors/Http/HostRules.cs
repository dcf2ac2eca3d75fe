using System.Net;

namespace Bpm.Connectors;

/// <summary>
/// Where requests may go. Without a list: to every public address. With one: to the hosts and ranges in it. A private or loopback
/// address is reached only if its host is named in full or its range is listed; a link-local one, where clouds keep their
/// credentials, only if the address itself is listed.
/// </summary>
sealed class HostRules
{
    static readonly IPNetwork[] LinkLocal = [.. new[] { "169.254.0.0/16", "fe80::/10" }.Select(IPNetwork.Parse)];

    // Everything that is no public unicast address, and what carries such an address inside (6to4, Teredo, NAT64).
    static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    readonly List<IPNetwork> _ranges = [];
    readonly List<(string Host, int? Port)> _names = [];

    public HostRules(IEnumerable<string> allowed)
    {
        foreach (var entry in allowed.Select(e => e.Trim().ToLowerInvariant()).Where(e => e.Length > 0))
        {
            if (IPNetwork.TryParse(entry, out var range)) _ranges.Add(range);
            else if (IPAddress.TryParse(entry, out var address)) _ranges.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (Uri.TryCreate("http://" + entry.Replace("*.", "any.", StringComparison.Ordinal), UriKind.Absolute, out var uri))
            {
                var port = entry.EndsWith(":" + uri.Port, StringComparison.Ordinal) ? uri.Port : default(int?);
                _names.Add((port is null ? entry : entry[..entry.LastIndexOf(':')], port));
            }
        }
    }

    bool IsOpen => _ranges.Count == 0 && _names.Count == 0;

    /// <summary>Whether the list names this host: then secrets may go there although data chose it.</summary>
    public bool Lists(string host, int port) =>
        _names.Any(n => Fits(n, host, port)) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsInRange(Plain(address)));

    /// <summary>Whether a connection for this host may go to this address, the one that is connected to.</summary>
    public bool Allows(string host, int port, IPAddress found)
    {
        var address = Plain(found);
        if (IsInRange(address)) return true;
        if (Contains(LinkLocal, address)) return false;
        if (!Contains(NotPublic, address)) return IsOpen || _names.Any(n => Fits(n, host, port));
        return _names.Any(n => !n.Host.StartsWith("*.", StringComparison.Ordinal) && Fits(n, host, port));
    }

    bool IsInRange(IPAddress address) => Contains(_ranges, address);

    static bool Contains(IEnumerable<IPNetwork> ranges, IPAddress address) => ranges.Any(r => r.BaseAddress.AddressFamily == address.AddressFamily && r.Contains(address));

    // ::ffff:127.0.0.1 is 127.0.0.1 in other clothes.
    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    static bool Fits((string Host, int? Port) rule, string host, int port)
    {
        var name = host.TrimEnd('.');
        return (rule.Port is null || rule.Port == port)
            && (rule.Host.StartsWith("*.", StringComparison.Ordinal)
                ? name.EndsWith(rule.Host[1..], StringComparison.OrdinalIgnoreCase) && name.Length > rule.Host.Length - 1
                : string.Equals(name, rule.Host, StringComparison.OrdinalIgnoreCase));
    }
}
