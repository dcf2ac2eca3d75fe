using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A boxed list (DMN 1.5, 10.2.1.5).</summary>
sealed class BoxedList(Cell cell, FeelType? type, Box[] items) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader) =>
        new BoxedList(BoxReader.Label(source), reader.Type(source), [.. reader.Children(source, names)]);

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope) => new FeelList(items.Select(i => i.Evaluate(run, scope)));
}
