using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// Another name by which the expressions of Camunda's files know a required decision: its id, or the names of its table's
/// outputs, each of which stands for its own column.
/// </summary>
sealed record Alias(string Name, Requirement Of, string? Entry)
{
    public static FeelValue? Pick(FeelValue value, string entry) => value switch
    {
        FeelContext context => context.TryGet(entry, out var column) ? column : null,
        FeelList list => new FeelList(list.Items.Select(item => Pick(item, entry) ?? FeelNull.Instance)),
        _ => value,
    };
}
