namespace Bpm.Web.Trials;

/// <summary>A text cut where remarks begin and end, so that each piece can be shown with the remarks that are about it.</summary>
public static class MarkedText
{
    public static IReadOnlyList<MarkedPiece> Cut(string text, IReadOnlyList<Remark> remarks)
    {
        if (remarks.Count == 0) return text.Length == 0 ? [] : [new(text, null, false)];
        int[] cuts = [.. remarks.SelectMany(r => new[] { At(r.Position), At(r.End) }).Append(0).Append(text.Length).Distinct().Order()];
        List<MarkedPiece> pieces = [];
        foreach (var (at, start) in cuts.Index())
        {
            // A gap has no letters of its own: it is drawn between the letters around it.
            if (Worst(remarks.Where(r => r.Length == 0 && At(r.Position) == start)) is { } gap) pieces.Add(new("", gap, IsGap: true));
            if (at == cuts.Length - 1) break;
            var end = cuts[at + 1];
            pieces.Add(new(text[start..end], Worst(remarks.Where(r => r.Position <= start && r.End >= end && r.Length > 0)), IsGap: false));
        }
        return pieces;

        int At(int position) => Math.Clamp(position, 0, text.Length);
    }

    static Remark? Worst(IEnumerable<Remark> remarks) => remarks.MaxBy(r => r.Tone);
}

/// <summary>A piece of a text and the worst of what is said about it.</summary>
public sealed record MarkedPiece(string Text, Remark? Remark, bool IsGap);
