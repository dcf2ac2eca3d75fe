using System.Text;
using System.Text.Json;

namespace Bpm.Feel;

/// <summary>
/// FEEL values from and to JSON. The plain form is for people and programs: dates and durations are ISO strings.
/// The tagged form is for storage: <c>{"@date":"2026-01-01"}</c>, <c>@time</c>, <c>@dateTime</c>, <c>@duration</c>, and a context
/// whose only key starts with '@' gets a second '@', so that reading gives back exactly what was written.
/// </summary>
public static class FeelJson
{
    public const int MaxDepth = 64;

    public const int MaxLength = 64 * 1024 * 1024;

    public static FeelValue Parse(string json)
    {
        if (json.Length > MaxLength)
        {
            throw TooLarge();
        }

        return Parse(Encoding.UTF8.GetBytes(json));
    }

    public static FeelValue Parse(ReadOnlySpan<byte> json) => Parse(json, tagged: false);

    public static FeelValue Parse(ReadOnlySpan<byte> json, bool tagged)
    {
        if (json.Length > MaxLength)
        {
            throw TooLarge();
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 8 });
        try
        {
            reader.Read();
            var value = Read(ref reader, tagged);
            return reader.Read() ? throw new FeelJsonException("Expected the end of the JSON text, but more follows.") : value;
        }
        catch (JsonException e)
        {
            throw Malformed(e);
        }
    }

    public static FeelValue Parse(string json, bool tagged) =>
        json.Length > MaxLength ? throw TooLarge() : Parse(Encoding.UTF8.GetBytes(json), tagged);

    public static FeelValue FromJson(JsonElement e, bool tagged = false)
    {
        try
        {
            return Bounded(JsonElementReading.Read(e, tagged, 0));
        }
        catch (InvalidOperationException broken)
        {
            throw Malformed(broken);
        }
    }

    /// <summary>Reads the value whose first token the reader stands on, and leaves it on the last one.</summary>
    public static FeelValue Read(ref Utf8JsonReader reader, bool tagged)
    {
        try
        {
            return Bounded(JsonReading.Read(ref reader, tagged, 0));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed(e);
        }
    }

    public static void Write(Utf8JsonWriter w, FeelValue v, bool tagged = false)
    {
        if (v.Depth > MaxDepth)
        {
            throw TooDeep();
        }

        if (tagged && !v.IsData)
        {
            throw new FeelJsonException($"Expected data to store, but found a {v.TypeName} with a range or function inside.");
        }

        JsonWriting.Write(w, v, tagged);
    }

    public static string ToJson(FeelValue v, bool tagged = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonWriting.Encoder, MaxDepth = MaxDepth * 3 }))
        {
            Write(writer, v, tagged);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    internal static FeelJsonException TooDeep() => new($"Expected at most {MaxDepth} nested lists and contexts, but found more.");

    static FeelJsonException TooLarge() => new($"Expected at most {MaxLength} bytes of JSON, but found more.");

    static FeelValue Bounded(FeelValue value) => value.Depth <= MaxDepth ? value : throw TooDeep();

    // Besides JsonException, the reader throws InvalidOperationException for text that is no valid Unicode.
    static FeelJsonException Malformed(Exception e) => new($"Expected JSON, but {e.Message}", e);
}
