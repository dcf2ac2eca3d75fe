using System.Collections.Frozen;

namespace Bpm.Model;

/// <summary>What the reader does with an element or attribute; there is no fourth, silent way.</summary>
enum Treatment { Executed, Ignored, Refused }

/// <summary>One line of a vocabulary.</summary>
/// <param name="On">The elements that the name stands on or in, separated by blanks; <c>*</c> is every one.</param>
/// <param name="Note">For refused ones the remedy; an ignored one with a note is warned about.</param>
/// <param name="Unless">Values of an attribute, separated by blanks, about which nothing needs to be said.</param>
sealed record VocabularyRow(string Name, string On, Treatment Treatment, string? Note = null, string? Unless = null);

/// <summary>Finds the row for a name on an element. The rows themselves stand in one file per vocabulary.</summary>
sealed class VocabularyTable
{
    readonly FrozenDictionary<(string On, string Name), VocabularyRow> _rows;
    readonly FrozenSet<string> _names;

    public VocabularyTable(IReadOnlyCollection<VocabularyRow> rows)
    {
        _rows = rows.SelectMany(r => r.On.Split(' '), (row, on) => (Key: (on, row.Name), row)).ToFrozenDictionary(p => p.Key, p => p.row);
        _names = rows.Select(r => r.Name).ToFrozenSet();
        Rows = rows;
    }

    public IReadOnlyCollection<VocabularyRow> Rows { get; }

    public VocabularyRow? Find(string on, string name) => _rows.GetValueOrDefault((on, name)) ?? _rows.GetValueOrDefault(("*", name));

    /// <summary>Whether the name exists at all, be it elsewhere.</summary>
    public bool Knows(string name) => _names.Contains(name);

    public static VocabularyRow Executed(string name, string on) => new(name, on, Treatment.Executed);
    public static VocabularyRow Ignored(string name, string on, string? note = null, string? unless = null) => new(name, on, Treatment.Ignored, note, unless);
    public static VocabularyRow Refused(string name, string on, string remedy, string? unless = null) => new(name, on, Treatment.Refused, remedy, unless);

    public static IEnumerable<VocabularyRow> AllExecuted(string on, params string[] names) => names.Select(n => Executed(n, on));
    public static IEnumerable<VocabularyRow> AllIgnored(string on, params string[] names) => names.Select(n => Ignored(n, on));
    public static IEnumerable<VocabularyRow> AllRefused(string on, string remedy, params string[] names) => names.Select(n => Refused(n, on, remedy));
}
