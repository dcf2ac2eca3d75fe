using System.Collections.Frozen;
using System.Text.Json;

namespace Bpm.Storage;

/// <summary>
/// How the values of the engine's enumerations stand in columns and JSON: their names in camel case. They are stored, so
/// renaming one is a migration.
/// </summary>
static class StoredName
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.Of[value];

    public static T Parse<T>(string name) where T : struct, Enum =>
        Names<T>.Parse.TryGetValue(name, out var value)
            ? value
            : throw new FormatException($"Expected a {typeof(T).Name}, but found '{name}'.");

    static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Of =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Parse = Of.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
