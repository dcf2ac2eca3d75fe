using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A relation (DMN 1.5, 10.2.1.6): a list of contexts, one for each row, with the columns' names.</summary>
sealed class Relation(Cell cell, FeelType? type, (string Name, FeelType? Type)[] columns, Box[][] rows) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader) => new Relation(
        BoxReader.Label(source), reader.Type(source),
        [.. DmnNames.Children(source, "column").Select(c => (c["name"] ?? "", reader.Type(c)))],
        [.. DmnNames.Children(source, "row").Select(r => reader.Children(r, names).ToArray())]);

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope) => new FeelList(rows.Select(row => new FeelContext(
        row.Zip(columns).Select(c => KeyValuePair.Create(
            c.Second.Name, run.Coerce(c.First.Evaluate(run, scope), c.Second.Type, c.First.Cell, $"the column '{c.Second.Name}'"))))));
}
