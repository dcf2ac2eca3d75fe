using System.Text;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>An answer is larger than the operators allow.</summary>
sealed class AnswerTooLargeException(int most) : Exception($"Expected an answer of at most {most} bytes, but it is larger. An operator can raise Bpm:Connectors:Http:MaxResponseBytes.");

/// <summary>An answer as a value: <c>{status, headers, body}</c>, names of headers in lower case, cookies left out.</summary>
static class HttpAnswer
{
    public static async Task<FeelContext> Read(HttpResponseMessage answer, string wanted, int most, CancellationToken ct)
    {
        var bytes = await Bytes(answer, most, ct);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(h => !h.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            .Select(h => KeyValuePair.Create(h.Key.ToLowerInvariant(), (FeelValue)new FeelString(string.Join(", ", h.Value))));
        return FeelContext.Of(("status", FeelNumber.Of((int)answer.StatusCode)), ("headers", new FeelContext(headers)), ("body", Body(answer, bytes, wanted)));
    }

    /// <summary>All of it, or an exception as soon as it is too much, whatever length it claims.</summary>
    public static async Task<byte[]> Bytes(HttpResponseMessage answer, int most, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (kept.Length + read > most) throw new AnswerTooLargeException(most);
            kept.Write(buffer, 0, read);
        }
        return kept.ToArray();
    }

    static FeelValue Body(HttpResponseMessage answer, byte[] bytes, string wanted)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (wanted == "file" && answer.IsSuccessStatusCode) return FileValue.Of(NameOf(answer), type, bytes);
        if (bytes.Length == 0) return FeelNull.Instance;
        var isJson = type is not null && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
        if (wanted != "text" && (isJson || (wanted == "json" && answer.IsSuccessStatusCode)))
        {
            try
            {
                return FeelJson.Parse(bytes);
            }
            // The status says enough; what a failure's page holds is kept as text.
            catch (FeelJsonException) when (!answer.IsSuccessStatusCode)
            {
            }
        }
        return new FeelString(EncodingOf(answer.Content.Headers.ContentType?.CharSet).GetString(bytes));
    }

    static string NameOf(HttpResponseMessage answer) =>
        Path.GetFileName(answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')) is { Length: > 0 } name ? name : "file";

    static Encoding EncodingOf(string? name)
    {
        try
        {
            return name is null ? Encoding.UTF8 : Encoding.GetEncoding(name.Trim('"'));
        }
        // A charset that nobody knows: its ASCII part is read all the same.
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
