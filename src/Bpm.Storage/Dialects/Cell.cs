namespace Bpm.Storage;

/// <summary>A value of a <see cref="RowChange"/>: a whole number, a text, UTF-8 JSON, bytes, or null, without boxing.</summary>
readonly struct Cell
{
    readonly object? _reference;
    readonly long _number;

    Cell(CellKind kind, long number, object? reference) => (Kind, _number, _reference) = (kind, number, reference);

    public CellKind Kind { get; }
    public long Number => _number;
    public string Text => (string)_reference!;
    public byte[] Json => (byte[])_reference!;
    public byte[] Bytes => (byte[])_reference!;

    /// <summary>Bytes that are no text.</summary>
    public static Cell OfBytes(byte[] bytes) => new(CellKind.Bytes, 0, bytes);

    public static implicit operator Cell(long value) => new(CellKind.Number, value, null);
    public static implicit operator Cell(int value) => new(CellKind.Number, value, null);
    public static implicit operator Cell(long? value) => value is { } number ? number : default(Cell);
    public static implicit operator Cell(int? value) => value is { } number ? number : default(Cell);
    public static implicit operator Cell(string? value) => value is null ? default : new(CellKind.Text, 0, value);
    public static implicit operator Cell(byte[] json) => new(CellKind.Json, 0, json);
    public static implicit operator Cell(DateTimeOffset value) => value.ToUnixTimeMilliseconds();
    public static implicit operator Cell(DateTimeOffset? value) => value?.ToUnixTimeMilliseconds();
}

enum CellKind : byte { Null, Number, Text, Json, Bytes }
