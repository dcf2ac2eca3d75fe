using System.Text.Json;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>Reads a chat completion: <c>{value, confidence}</c>, checked against what was asked.</summary>
static class LlmAnswer
{
    /// <summary>Null when the answer is as it was asked for, else what is wrong with it.</summary>
    public static string? Read(byte[] body, LlmQuestion question, out FeelContext response)
    {
        response = FeelContext.Empty;
        try
        {
            using var completion = JsonDocument.Parse(body);
            if (Choice(completion.RootElement) is not { } choice) return "its answer is no chat completion.";
            var message = choice.GetProperty("message");
            // A refusal is an answer, too: nobody should wait for another, and a person decides.
            if (message.TryGetProperty("refusal", out var refusal) && refusal.ValueKind == JsonValueKind.String)
            {
                response = Response(FeelNull.Instance, 0).With("refusal", new FeelString(refusal.GetString()!));
                return null;
            }
            if (choice.TryGetProperty("finish_reason", out var reason) && reason.ValueEquals("length")) return "its answer is cut off.";
            using var content = JsonDocument.Parse(Unfenced(message.GetProperty("content").GetString() ?? ""));
            return Check(content.RootElement, question, ref response);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FeelJsonException)
        {
            return "its answer is no JSON object with a value.";
        }
    }

    /// <summary>Why the model will not answer; null when it has.</summary>
    public static string? Refusal(FeelContext response) => response.TryGet("refusal", out var refusal) ? refusal.Text : null;

    static string? Check(JsonElement answer, LlmQuestion question, ref FeelContext response)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("value", out var value)) return "its answer has no value.";
        if (JsonShape.Problem(question.Shape, value, "value") is { } problem) return problem;
        var confidence = 0m;
        if (answer.TryGetProperty("confidence", out var sure) && sure.ValueKind != JsonValueKind.Null
            && (sure.ValueKind != JsonValueKind.Number || !sure.TryGetDecimal(out confidence) || confidence is < 0 or > 1))
            return "its confidence is not a number from 0 to 1.";
        response = Response(FeelJson.FromJson(value), confidence);
        return null;
    }

    static FeelContext Response(FeelValue value, decimal confidence) => FeelContext.Of(("value", value), ("confidence", FeelNumber.Of(confidence)));

    static JsonElement? Choice(JsonElement completion) =>
        completion.ValueKind == JsonValueKind.Object && completion.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
            ? choices[0]
            : null;

    // Some servers wrap JSON into a code block although they were asked for JSON alone.
    static string Unfenced(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith("```", StringComparison.Ordinal) || !trimmed.EndsWith("```", StringComparison.Ordinal)) return trimmed;
        var start = trimmed.IndexOf('\n');
        return start < 0 || trimmed.Length - 3 <= start ? trimmed : trimmed[start..^3];
    }
}
