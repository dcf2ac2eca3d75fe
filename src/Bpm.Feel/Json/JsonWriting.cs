using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bpm.Feel;

static class JsonWriting
{
    // People read this JSON in lists and logs; whoever puts it into HTML encodes it there.
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static void Write(Utf8JsonWriter w, FeelValue v, bool tagged)
    {
        switch (v)
        {
            case FeelNull or FeelFunction:
                w.WriteNullValue();
                break;
            case FeelBoolean b:
                w.WriteBooleanValue(b.Value);
                break;
            case FeelNumber n:
                WriteNumber(w, n);
                break;
            case FeelList list:
                w.WriteStartArray();
                foreach (var item in list.Array)
                {
                    Write(w, item, tagged);
                }

                w.WriteEndArray();
                break;
            case FeelContext context:
                WriteContext(w, context, tagged);
                break;
            default:
                WriteText(w, v, tagged ? Tag(v) : null);
                break;
        }
    }

    static void WriteNumber(Utf8JsonWriter w, FeelNumber n)
    {
        if (n.IsDecimal)
        {
            w.WriteNumberValue(FeelNumber.Normalized(n.Value));
        }
        else
        {
            w.WriteRawValue(n.Text, skipInputValidation: true);
        }
    }

    static void WriteContext(Utf8JsonWriter w, FeelContext context, bool tagged)
    {
        var escape = tagged && context.Count == 1 && context.Keys[0].StartsWith('@');
        w.WriteStartObject();
        for (var i = 0; i < context.Count; i++)
        {
            w.WritePropertyName(escape ? "@" + context.Keys[i] : context.Keys[i]);
            Write(w, context.Values[i], tagged);
        }

        w.WriteEndObject();
    }

    static void WriteText(Utf8JsonWriter w, FeelValue v, string? tag)
    {
        if (tag is null)
        {
            w.WriteStringValue(v.Text);
            return;
        }

        w.WriteStartObject();
        w.WriteString(tag, v.Text);
        w.WriteEndObject();
    }

    static string? Tag(FeelValue v) => v switch
    {
        FeelDate => JsonTags.Date,
        FeelTime => JsonTags.Time,
        FeelDateTime => JsonTags.DateTime,
        FeelDayTimeDuration or FeelYearMonthDuration => JsonTags.Duration,
        _ => null,
    };
}
