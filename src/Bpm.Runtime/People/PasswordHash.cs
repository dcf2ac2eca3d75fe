using System.Globalization;
using System.Security.Cryptography;

namespace Bpm.Runtime;

/// <summary>
/// PBKDF2 with SHA-256. The text carries its own number of rounds, so that it can be raised later without locking anyone
/// out: <c>pbkdf2-sha256$rounds$salt$hash</c>.
/// </summary>
static class PasswordHash
{
    const string Scheme = "pbkdf2-sha256";
    const int SaltBytes = 16;
    const int HashBytes = 32;

    /// <summary>OWASP's number for PBKDF2 with SHA-256, rounded.</summary>
    public const int Rounds = 210_000;

    /// <summary>For demo people, whose passwords stand on the sign-in page anyway.</summary>
    public const int DemoRounds = 1_000;

    /// <summary>What the hashes of demo passwords, and no others, look like to SQL's LIKE.</summary>
    public const string DemoPattern = "pbkdf2-sha256$1000$%";

    /// <summary>Compared with when there is no such user, so that the answer takes as long as a real one.</summary>
    public static string OfNobody { get; } = Of(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes)), Rounds);

    public static string Of(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, rounds))}");
    }

    public static bool Matches(string password, string stored)
    {
        if (stored.Split('$') is not [Scheme, var rounds, var salt, var hash]) return false;
        var derived = Derive(password, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(hash));
    }

    static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, HashBytes);
}
