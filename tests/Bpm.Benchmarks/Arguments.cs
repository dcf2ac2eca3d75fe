using System.Globalization;

namespace Bpm.Benchmarks;

/// <summary>Words, and values of <c>--name value</c>, as they stand on the command line.</summary>
sealed class Arguments
{
    readonly Dictionary<string, string> _values = [];

    public Arguments(IReadOnlyList<string> args)
    {
        List<string> words = [];
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) words.Add(args[i]);
            else if (i + 1 < args.Count) _values[args[i][2..]] = args[++i];
            else throw new ArgumentException($"Expected a value after {args[i]}.");
        }
        Words = words;
    }

    public IReadOnlyList<string> Words { get; }

    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
