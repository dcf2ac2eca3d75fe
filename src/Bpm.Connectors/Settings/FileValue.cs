using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>A file as a variable holds it: <c>{name, contentType, content}</c> with the content in Base64, or the Base64 text alone.</summary>
sealed record FileValue(string Name, string ContentType, byte[] Content)
{
    const string AnyType = "application/octet-stream";

    public static bool IsFile(FeelValue value) => value is FeelContext file && file.TryGet("content", out var content) && content is FeelString;

    public static FileValue Read(FeelValue? value, string what)
    {
        var (name, type, content) = value switch
        {
            FeelString text => ("file", AnyType, text.Value),
            FeelContext file when IsFile(file) => (Part(file, "name") ?? "file", Part(file, "contentType") ?? AnyType, Part(file, "content")!),
            _ => throw new SettingException($"Expected {what} to be a file, {{name, contentType, content}} with the content in Base64, but it is {value?.TypeName ?? "missing"}."),
        };
        if (name.Any(char.IsControl) || type.Any(char.IsControl)) throw new SettingException($"Expected {what} to have a name and a type without line breaks, but one has some.");
        var bytes = new byte[content.Length * 3 / 4 + 3];
        return Convert.TryFromBase64String(content, bytes, out var length)
            ? new FileValue(name, type, bytes[..length])
            : throw new SettingException($"Expected the content of {what} in Base64, but it is not.");
    }

    public static FeelContext Of(string name, string? contentType, byte[] content) => FeelContext.Of(
        ("name", new FeelString(name)), ("contentType", new FeelString(contentType ?? AnyType)), ("content", new FeelString(Convert.ToBase64String(content))));

    static string? Part(FeelContext file, string name) => file.TryGet(name, out var part) && part is FeelString { Value.Length: > 0 } text ? text.Value : null;
}
