using System.Text;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>Counts what the product's one writer writes, and keeps the rows while it samples.</summary>
sealed class Recorder
{
    List<List<RowChange>>? _sample;
    long _groups, _steps, _savepoints, _rows, _bytes;

    public Counts Counts => new(_groups, _steps, _savepoints, _rows, _bytes);

    public void Group() => _groups++;

    public void Savepoint() => _savepoints++;

    public void Row(RowChange change)
    {
        // The instance's own row is the first of each step.
        if (IsNewInstance(change) || change.Statement == StepStatements.UpdateInstance)
        {
            _steps++;
            _sample?.Add([]);
        }
        _rows++;
        foreach (ref readonly var cell in change.Values.AsSpan()) _bytes += Size(in cell);
        // What the pump writes belongs to no step.
        if (_sample is [.., var step]) step.Add(change);
    }

    public static bool IsNewInstance(RowChange change) =>
        change.Statement == StepStatements.InsertInstance || change.Statement == StepStatements.InsertDeployedInstance;

    public void StartSample() => _sample = [];

    /// <summary>The steps written since the sample began, in the order in which they were written.</summary>
    public IReadOnlyList<IReadOnlyList<RowChange>> TakeSample()
    {
        var sample = _sample!;
        _sample = null;
        return sample;
    }

    static int Size(in Cell cell) => cell.Kind switch
    {
        CellKind.Number => sizeof(long),
        CellKind.Text => Encoding.UTF8.GetByteCount(cell.Text),
        CellKind.Json or CellKind.Bytes => cell.Json.Length,
        _ => 0,
    };
}

/// <summary>What was written; savepoints are counted with their releases.</summary>
readonly record struct Counts(long Groups, long Steps, long Savepoints, long Rows, long Bytes)
{
    /// <summary>Everything that is sent to the database, with a BEGIN and a COMMIT for each group.</summary>
    public long Statements => Rows + Savepoints + 2 * Groups;

    public static Counts operator -(Counts later, Counts earlier) => new(
        later.Groups - earlier.Groups, later.Steps - earlier.Steps, later.Savepoints - earlier.Savepoints, later.Rows - earlier.Rows, later.Bytes - earlier.Bytes);
}
