using System.Text;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>Counts what the product's one writer writes, and keeps the rows while it samples.</summary>
sealed class Recorder
{
    List<List<RowChange>>? _sample;

    public long Groups { get; private set; }
    public long Steps { get; private set; }
    public long Rows { get; private set; }
    public long Bytes { get; private set; }

    public void Group() => Groups++;

    public void Step()
    {
        Steps++;
        _sample?.Add([]);
    }

    public void Row(RowChange change)
    {
        Rows++;
        foreach (ref readonly var cell in change.Values.AsSpan()) Bytes += Size(in cell);
        _sample?[^1].Add(change);
    }

    public void StartSample() => _sample = [];

    /// <summary>The steps written since the sample began, in the order in which they were written.</summary>
    public IReadOnlyList<IReadOnlyList<RowChange>> TakeSample()
    {
        var sample = _sample!;
        _sample = null;
        // A block of keys is taken by commands of its own and leaves no rows here.
        sample.RemoveAll(step => step.Count == 0);
        return sample;
    }

    static int Size(in Cell cell) => cell.Kind switch
    {
        CellKind.Number => sizeof(long),
        CellKind.Text => Encoding.UTF8.GetByteCount(cell.Text),
        CellKind.Json => cell.Json.Length,
        _ => 0,
    };
}
