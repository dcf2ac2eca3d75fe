using System.Text;
using System.Text.Json;

namespace Bpm.Connectors;

/// <summary>An invoice as booked.</summary>
sealed record Booking(
    string Key, string Number, string Supplier, decimal Amount, string Currency, string CostCentre, DateTimeOffset At);

/// <summary>One line of the ledger.</summary>
sealed record LedgerEntry(string BookingNumber, Booking Booking);

/// <summary>
/// The ledger's file. Only the holder of the file's lock appends, so two processes on one data folder never give a
/// number twice; what the other one appended is read before the next booking. A line that was cut off by a crash has
/// no line end: it was never confirmed and is overwritten.
/// </summary>
sealed class LedgerFile(string path)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, LedgerEntry> _byKey = [];
    long _end;

    /// <summary>The booking's entry, new or of an earlier attempt; null while another process holds the file.</summary>
    public LedgerEntry? TryBook(Booking booking)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(booking.Key, out var known)) return known;
            using var file = TryOpen();
            if (file is null) return null;
            ReadNews(file);
            return _byKey.GetValueOrDefault(booking.Key) ?? Append(file, booking);
        }
    }

    FileStream? TryOpen()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        // .NET reports a lock that another process holds as a plain IOException.
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            return null;
        }
    }

    void ReadNews(FileStream file)
    {
        if (file.Length <= _end) return;
        var news = new byte[file.Length - _end];
        file.Position = _end;
        file.ReadExactly(news);
        var complete = news.AsSpan().LastIndexOf((byte)'\n') + 1;
        foreach (var line in Encoding.UTF8.GetString(news, 0, complete).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = JsonSerializer.Deserialize<LedgerEntry>(line)!;
            _byKey[entry.Booking.Key] = entry;
        }
        _end += complete;
    }

    LedgerEntry Append(FileStream file, Booking booking)
    {
        var entry = new LedgerEntry($"L-{_byKey.Count + 1:D6}", booking);
        file.SetLength(_end);
        file.Position = _end;
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry) + "\n"));
        file.Flush(flushToDisk: true);
        _end = file.Position;
        return _byKey[booking.Key] = entry;
    }
}
