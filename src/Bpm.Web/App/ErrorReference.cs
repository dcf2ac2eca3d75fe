using System.Security.Cryptography;

namespace Bpm.Web.App;

/// <summary>A short code that a person can read out and an operator finds in the log.</summary>
static class ErrorReference
{
    // Without letters and digits that are mistaken for one another.
    const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 4) + "-" + RandomNumberGenerator.GetString(Alphabet, 4);
}
