using System.Text.RegularExpressions;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// Books an invoice in a small ledger of its own: a file <c>ledger.jsonl</c> with one line per booking. It stands where an
/// accounting system would be, and behaves as a good one does: a booking is on disk before it is confirmed, and a key
/// that was booked before gets the same booking number again. Reads <c>number</c>, <c>supplier</c>, <c>amount</c>,
/// <c>currency</c> and <c>costCentre</c>; returns <c>bookingNumber</c> and <c>bookedAt</c>; a cost centre that is not
/// <c>CC-nnnn</c> is the BPMN error <c>BOOKING_REJECTED</c>.
/// </summary>
public sealed partial class LedgerConnector(string folder, TimeProvider time) : IConnector
{
    const int LockAttempts = 50;
    static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(20);

    readonly LedgerFile _ledger = new(Path.Combine(folder, "ledger.jsonl"));

    public string Type => "ledger";

    public async Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct)
    {
        var costCentre = Text(job.Variables, "costCentre");
        if (costCentre is null || !CostCentre().IsMatch(costCentre))
            return ConnectorResult.Error("BOOKING_REJECTED", $"Expected a cost centre such as CC-1234, but got {costCentre ?? "none"}.");
        if (Text(job.Variables, "number") is not { Length: > 0 } number)
            return ConnectorResult.GiveUp("Expected the variable number with the invoice's number, but it is missing.");
        if (!job.Variables.TryGet("amount", out var amount) || amount is not FeelNumber { Value: var money })
            return ConnectorResult.GiveUp("Expected the variable amount with a number, but it is missing or of another type.");

        var booking = new Booking(
            job.IdempotencyKey, number, Text(job.Variables, "supplier") ?? "", money,
            Text(job.Variables, "currency") ?? "EUR", costCentre, time.GetUtcNow());
        return await Book(booking, ct) is { } entry
            ? ConnectorResult.Completed(
                ("bookingNumber", new FeelString(entry.BookingNumber)),
                ("bookedAt", FeelDateTime.Of(entry.Booking.At)))
            : ConnectorResult.Retry("Expected the ledger to be free within a second, but another process holds it.");
    }

    async Task<LedgerEntry?> Book(Booking booking, CancellationToken ct)
    {
        for (var attempt = 0; attempt < LockAttempts; attempt++)
        {
            if (_ledger.TryBook(booking) is { } entry) return entry;
            await Task.Delay(LockWait, time, ct);
        }
        return null;
    }

    static string? Text(FeelContext variables, string name) =>
        variables.TryGet(name, out var value) && value is not FeelNull ? value.Text : null;

    [GeneratedRegex(@"^CC-[0-9]{4}\z")]
    private static partial Regex CostCentre();
}
