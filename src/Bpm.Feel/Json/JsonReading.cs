using System.Text;
using System.Text.Json;

namespace Bpm.Feel;

static class JsonReading
{
    // A decimal holds a number of so many characters exactly, if it has no exponent.
    const int ExactLength = 28;

    public static FeelValue Read(ref Utf8JsonReader reader, bool tagged, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return FeelNull.Instance;
            case JsonTokenType.True:
                return FeelBoolean.True;
            case JsonTokenType.False:
                return FeelBoolean.False;
            case JsonTokenType.String:
                return new FeelString(reader.GetString()!);
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.StartArray:
                return ReadList(ref reader, tagged, Deeper(depth));
            case JsonTokenType.StartObject:
                return ReadContext(ref reader, tagged, Deeper(depth));
            default:
                throw new FeelJsonException($"Expected a JSON value, but found {reader.TokenType}.");
        }
    }

    // One level more than a value may have, for the braces of a tag inside the innermost list; the value itself is checked whole.
    public static int Deeper(int depth) => depth <= FeelJson.MaxDepth ? depth + 1 : throw FeelJson.TooDeep();

    public static FeelJsonException NumberTooLarge() => new("Expected a number below 10^6145, but found a larger one.");

    static FeelNumber ReadNumber(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence && reader.ValueSpan.Length <= ExactLength && !reader.ValueSpan.ContainsAny((byte)'e', (byte)'E') && reader.TryGetDecimal(out var small))
        {
            return FeelNumber.Of(small);
        }

        var text = reader.HasValueSequence ? Encoding.ASCII.GetString(reader.ValueSequence) : Encoding.ASCII.GetString(reader.ValueSpan);
        return FeelNumber.TryParse(text, out var number) ? number : throw NumberTooLarge();
    }

    static FeelList ReadList(ref Utf8JsonReader reader, bool tagged, int depth)
    {
        List<FeelValue> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, tagged, depth));
        }

        return items.Count == 0 ? FeelList.Empty : new FeelList(items.ToArray());
    }

    static FeelValue ReadContext(ref Utf8JsonReader reader, bool tagged, int depth)
    {
        List<KeyValuePair<string, FeelValue>> entries = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            entries.Add(KeyValuePair.Create(name, Read(ref reader, tagged, depth)));
        }

        return tagged && entries.Count == 1 ? JsonTags.Untag(entries[0].Key, entries[0].Value) : new FeelContext(entries);
    }
}
