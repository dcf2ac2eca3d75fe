using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>
/// The rows of an instance's state beside its own row: the parts that a step has touched, and what loops go over and
/// collect. See <see cref="SnapshotJson"/>.
/// </summary>
sealed class StateRows(ProcessInstance instance)
{
    public void AddTo(List<RowChange> rows)
    {
        foreach (var part in instance.Unsaved.Parts)
        {
            if (part != 0)
            {
                AddPart(rows, part);
            }
        }

        foreach (var loopKey in instance.Unsaved.EndedLoops)
        {
            rows.Add(StepStatements.DeleteLoopValues.With(loopKey));
        }

        foreach (var (loopKey, counter) in instance.Unsaved.LoopValues)
        {
            AddValue(rows, loopKey, counter);
        }
    }

    void AddPart(List<RowChange> rows, int part)
    {
        rows.Add(StepStatements.DeletePart.With(instance.Key, part));
        if (SnapshotJson.WritePart(instance.ToSnapshot(part)) is { } data)
        {
            rows.Add(StepStatements.InsertPart.With(instance.Key, part, data));
        }
    }

    void AddValue(List<RowChange> rows, long loopKey, int counter)
    {
        var loop = instance.Elements[loopKey].Loop!;
        var value = counter == LoopValue.Items ? loop.Items! : loop.Results[counter];
        rows.Add(StepStatements.DeleteLoopValue.With(loopKey, counter));
        rows.Add(StepStatements.InsertLoopValue.With(loopKey, counter, StoredJson.Write(value, static (w, v) => FeelJson.Write(w, v, tagged: true))));
    }
}
