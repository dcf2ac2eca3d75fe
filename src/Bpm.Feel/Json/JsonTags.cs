namespace Bpm.Feel;

/// <summary>The keys that mark, in stored JSON, what JSON itself has no type for.</summary>
static class JsonTags
{
    public const string Date = "@date";
    public const string Time = "@time";
    public const string DateTime = "@dateTime";
    public const string Duration = "@duration";

    public static bool IsValueTag(string key) => key is Date or Time or DateTime or Duration;

    public static FeelValue Untag(string key, FeelValue value)
    {
        if (key.StartsWith("@@", StringComparison.Ordinal))
        {
            return FeelContext.Of((key[1..], value));
        }

        if (!IsValueTag(key))
        {
            return FeelContext.Of((key, value));
        }

        return value is FeelString { Value: var text } && TryRead(key, text, out var temporal)
            ? temporal
            : throw new FeelJsonException($"Expected the text of a {key[1..]} after {key}, but found {value}.");
    }

    static bool TryRead(string key, string text, out FeelValue value)
    {
        bool ok;
        switch (key)
        {
            case Date:
                ok = FeelDate.TryParse(text, out var date);
                value = date;
                return ok;
            case Time:
                ok = FeelTime.TryParse(text, out var time);
                value = time;
                return ok;
            case DateTime:
                ok = FeelDateTime.TryParse(text, out var dateTime);
                value = dateTime;
                return ok;
            default:
                return DurationText.TryParse(text, out value);
        }
    }
}
