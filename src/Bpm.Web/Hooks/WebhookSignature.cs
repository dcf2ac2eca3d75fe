using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bpm.Web.Hooks;

/// <summary>
/// HMAC-SHA256 over the body as it came, in hexadecimal or Base64, after an optional prefix such as <c>sha256=</c>. Where the
/// sender names the instant, that is signed in front of the body with a dot between, and must be near: an old request that
/// somebody recorded is worth nothing.
/// </summary>
sealed record WebhookSignature(byte[] Secret, string Header, string Prefix, string? TimestampHeader, TimeSpan Tolerance)
{
    public bool Fits(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var given = headers[Header].ToString();
        if (given.Length == 0 || !given.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !TryDecode(given[Prefix.Length..], out var signature)) return false;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret);
        if (TimestampHeader is { } name)
        {
            var instant = headers[name].ToString();
            if (!IsNear(instant, now)) return false;
            hash.AppendData(Encoding.UTF8.GetBytes(instant + "."));
        }
        hash.AppendData(body);
        // Takes the same time wherever the two differ: a sender cannot guess the signature byte by byte.
        return CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), signature);
    }

    bool IsNear(string instant, DateTimeOffset now) =>
        long.TryParse(instant, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance;

    static bool TryDecode(string text, out byte[] signature)
    {
        signature = new byte[SHA256.HashSizeInBytes];
        return text.Length == 2 * SHA256.HashSizeInBytes
            ? Convert.FromHexString(text, signature, out _, out var written) == System.Buffers.OperationStatus.Done && written == SHA256.HashSizeInBytes
            : Convert.TryFromBase64String(text, signature, out written) && written == SHA256.HashSizeInBytes;
    }
}
