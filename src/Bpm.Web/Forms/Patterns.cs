using System.Text.RegularExpressions;

namespace Bpm.Web.Forms;

/// <summary>Patterns come from models: each match is bounded in time, so that no pattern stops a page.</summary>
static class Patterns
{
    public const string Email = @"^[^@\s]+@[^@\s]+\.[^@\s]+$";
    public const string Phone = @"^\+[0-9 ()\-./]{4,30}$";
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    public static Regex? TryRead(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Longest);
        }
        catch (ArgumentException)
        {
            // The dialect of browsers is a little wider; the caller tells the person.
            return null;
        }
    }

    public static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that cannot be checked in time is not accepted.
            return false;
        }
    }
}
