using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>
/// What the snapshot and the history share in their JSON. Keys of one instance are written relative to it (3 instead of
/// 1048579; the instance itself is 0), instants as milliseconds, with a fraction where an expression gave a finer one;
/// the offset of an instant is not kept. Nulls, empty lists and defaults are left out.
/// </summary>
static class StoredJson
{
    [ThreadStatic] static ArrayBufferWriter<byte>? _buffer;
    [ThreadStatic] static Utf8JsonWriter? _writer;

    public static JsonReaderOptions ReaderOptions => new() { MaxDepth = 512 };

    /// <summary>UTF-8 of what the action writes, through a writer that the thread keeps.</summary>
    public static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(
            buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.Reset(buffer);
        write(writer, value);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static void Text(this Utf8JsonWriter w, string name, string? value)
    {
        if (value is not null)
        {
            w.WriteString(name, value);
        }
    }

    public static void Texts(this Utf8JsonWriter w, string name, EquatableArray<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        w.WriteStartArray(name);
        foreach (var value in values.AsSpan())
        {
            w.WriteStringValue(value);
        }

        w.WriteEndArray();
    }

    /// <summary>Variables by name, exactly; nothing when there are none.</summary>
    public static void Variables(this Utf8JsonWriter w, VariableSet variables)
    {
        if (variables.Items.IsDefaultOrEmpty)
        {
            return;
        }

        w.WriteStartObject("variables");
        foreach (var (name, value) in variables.Items)
        {
            w.Value(name, value);
        }

        w.WriteEndObject();
    }

    public static void Value(this Utf8JsonWriter w, string name, FeelValue? value)
    {
        if (value is not null)
        {
            w.WritePropertyName(name);
            FeelJson.Write(w, value, tagged: true);
        }
    }

    public static void Number(this Utf8JsonWriter w, string name, long? value)
    {
        if (value is { } number)
        {
            w.WriteNumber(name, number);
        }
    }

    public static void Instant(this Utf8JsonWriter w, string name, DateTimeOffset? value)
    {
        if (value is not { } instant)
        {
            return;
        }

        var ticks = instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        if (ticks % TimeSpan.TicksPerMillisecond == 0)
        {
            w.WriteNumber(name, ticks / TimeSpan.TicksPerMillisecond);
        }
        else
        {
            w.WriteNumber(name, (decimal)ticks / TimeSpan.TicksPerMillisecond);
        }
    }

    public static DateTimeOffset ReadInstant(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch.AddTicks((long)(reader.GetDecimal() * TimeSpan.TicksPerMillisecond));

    /// <summary>A value that is stored by itself.</summary>
    public static FeelValue ReadValue(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), ReaderOptions);
        reader.Read();
        return FeelJson.Read(ref reader, tagged: true);
    }

    public static EquatableArray<string> ReadTexts(ref Utf8JsonReader reader)
    {
        List<string> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.GetString()!);
        }

        return new([.. values]);
    }
}
