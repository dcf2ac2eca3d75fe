using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>Values that are too large to be written again and again beside others that change.</summary>
static class LargeValue
{
    /// <summary>Characters, more or less, of the JSON.</summary>
    const int Most = 2_000;

    /// <summary>Looks only as far as it must, so that asking about a large value is as quick as about a small one.</summary>
    public static bool Is(FeelValue value)
    {
        var left = Most;
        return Exceeds(value, ref left);
    }

    static bool Exceeds(FeelValue value, ref int left)
    {
        switch (value)
        {
            case FeelString text:
                left -= text.Value.Length + 3;
                break;
            case FeelList list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (Exceeds(list.Items[i], ref left)) return true;
                }

                break;
            case FeelContext context:
                foreach (var (name, inner) in context.Entries)
                {
                    left -= name.Length + 4;
                    if (Exceeds(inner, ref left)) return true;
                }

                break;
            default:
                left -= 8;
                break;
        }

        return left < 0;
    }
}
