using Bpm.Web.Trials;

namespace Bpm.Web.Decisions;

/// <summary>Finds for each cell what is said about it, and keeps what belongs to none of the shown cells.</summary>
public sealed class SheetMarks
{
    readonly ILookup<string?, TrailRemark> _byElement;

    public SheetMarks(DecisionSheet sheet, IReadOnlyList<TrailRemark> remarks)
    {
        _byElement = remarks.Distinct().ToLookup(r => r.ElementId);
        var shown = Cells(sheet).Where(c => c.Id is not null && Of(c).Count > 0).Select(c => c.Id).ToHashSet();
        Elsewhere = [.. remarks.Distinct().Where(r => !shown.Contains(r.ElementId))];
    }

    /// <summary>Of all that is wrong with a file, what is about this decision.</summary>
    public static SheetMarks OfFile(DecisionSheet sheet, IReadOnlyList<TrailRemark> problems)
    {
        HashSet<string?> ids = [sheet.Id, sheet.Table?.Id, .. Cells(sheet).Select(c => c.Id)];
        if (sheet.Table is { } table) ids.UnionWith(table.Inputs.Concat(table.Outputs).Select(c => c.Id).Concat(table.Rules.Select(r => r.Id)));
        return new(sheet, [.. problems.Where(p => p.ElementId is not null && ids.Contains(p.ElementId))]);
    }

    /// <summary>What is about the table as a whole, or a cell that has no id of its own.</summary>
    public IReadOnlyList<TrailRemark> Elsewhere { get; }

    public IReadOnlyList<Remark> Of(SheetCell? cell) => cell?.Id is null ? [] : [.. _byElement[cell.Id].Select(r => r.Text == cell.Text ? r.Remark : r.Remark with { Position = 0, Length = cell.Text.Length })];

    static IEnumerable<SheetCell> Cells(DecisionSheet sheet) =>
        sheet.Table is { } table
            ? table.Inputs.Select(i => i.Expression).OfType<SheetCell>().Concat(table.Rules.SelectMany(r => r.Inputs.Concat(r.Outputs)))
            : sheet.Texts.Select(t => new SheetCell(t.Id, t.Text));
}
