namespace Bpm.Feel;

/// <summary>Why a text is no expression. Position counts characters from 0, line and column from 1; the message names the place.</summary>
public sealed record FeelSyntaxError(string Message, int Position, int Line, int Column)
{
    /// <summary>The message without the place, for whoever shows the place in another way.</summary>
    public string Reason { get; init; } = Message;

    internal static FeelSyntaxError At(string text, int position, string reason)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < position && i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        var column = position - start + 1;
        return new FeelSyntaxError($"{reason} at line {line}, column {column}", position, line, column) { Reason = reason };
    }
}
