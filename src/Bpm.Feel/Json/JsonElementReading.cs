using System.Text.Json;

namespace Bpm.Feel;

static class JsonElementReading
{
    public static FeelValue Read(JsonElement e, bool tagged, int depth) => e.ValueKind switch
    {
        JsonValueKind.True => FeelBoolean.True,
        JsonValueKind.False => FeelBoolean.False,
        JsonValueKind.String => new FeelString(e.GetString()!),
        JsonValueKind.Number => FeelNumber.TryParse(e.GetRawText(), out var number) ? number : throw JsonReading.NumberTooLarge(),
        JsonValueKind.Array => ReadList(e, tagged, JsonReading.Deeper(depth)),
        JsonValueKind.Object => ReadContext(e, tagged, JsonReading.Deeper(depth)),
        _ => FeelNull.Instance,
    };

    static FeelList ReadList(JsonElement e, bool tagged, int depth)
    {
        var items = new FeelValue[e.GetArrayLength()];
        var i = 0;
        foreach (var item in e.EnumerateArray())
        {
            items[i++] = Read(item, tagged, depth);
        }

        return new FeelList(items);
    }

    static FeelValue ReadContext(JsonElement e, bool tagged, int depth)
    {
        List<KeyValuePair<string, FeelValue>> entries = [];
        foreach (var property in e.EnumerateObject())
        {
            entries.Add(KeyValuePair.Create(property.Name, Read(property.Value, tagged, depth)));
        }

        return tagged && entries.Count == 1 ? JsonTags.Untag(entries[0].Key, entries[0].Value) : new FeelContext(entries);
    }
}
