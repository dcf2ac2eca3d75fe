using System.Security.Cryptography;

namespace Bpm.Runtime;

/// <summary>Makes passwords that are told once and changed at the first sign-in.</summary>
static class OneTimePassword
{
    // Without letters and digits that are mistaken for one another.
    const string EasyToRead = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => RandomNumberGenerator.GetString(EasyToRead, 16);
}
