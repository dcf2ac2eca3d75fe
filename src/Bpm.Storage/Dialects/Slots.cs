using System.Text.RegularExpressions;

namespace Bpm.Storage;

static partial class Slots
{
    [GeneratedRegex(@"\{[a-z][^{}]*\}")]
    public static partial Regex Pattern();
}
