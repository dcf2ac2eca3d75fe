using System.Text.Json;
using Bpm.Connectors;
using Bpm.Feel;

namespace Bpm.Runtime.Tests;

public sealed class ConnectorTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("bpm-connectors-").FullName;
    readonly FakeClock _clock = new();

    [Fact]
    public async Task A_repeated_booking_gets_the_same_number_even_after_a_restart()
    {
        var first = await Book("1", "CC-1234");
        var again = await Book("1", "CC-1234");
        var other = await Book("2", "CC-1234");

        Assert.Equal((first, "L-000001", "L-000002"), (again, first, other));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder, "ledger.jsonl")).Length);
    }

    [Theory]
    [InlineData("CC-12")]
    [InlineData("1234")]
    [InlineData("CC-1234x")]
    public async Task A_wrong_cost_centre_is_a_BPMN_error(string costCentre)
    {
        var result = await new LedgerConnector(_folder, _clock).Run(Invoice("1", costCentre), CancellationToken.None);

        Assert.Equal("BOOKING_REJECTED", Assert.IsType<ConnectorError>(result).Code);
    }

    [Fact]
    public async Task A_line_cut_off_by_a_crash_is_overwritten()
    {
        await Book("1", "CC-1234");
        await File.AppendAllTextAsync(Path.Combine(_folder, "ledger.jsonl"), "{\"BookingNumber\":\"L-0000");

        Assert.Equal("L-000002", await Book("2", "CC-1234"));
        Assert.Equal("L-000001", await Book("1", "CC-1234"));
    }

    [Fact]
    public async Task The_archive_keeps_all_variables_and_answers_a_repeated_job_alike()
    {
        var archive = new ArchiveConnector(_folder, _clock);
        var job = Invoice("7", "CC-1234");

        var first = Assert.IsType<ConnectorCompleted>(await archive.Run(job, CancellationToken.None));
        _clock.Advance(TimeSpan.FromHours(1));
        var again = Assert.IsType<ConnectorCompleted>(await archive.Run(job, CancellationToken.None));

        Assert.Equal(first.Variables, again.Variables);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "99.json")));
        Assert.Equal("Nordwind", json.RootElement.GetProperty("variables").GetProperty("supplier").GetString());
    }

    async Task<string> Book(string key, string costCentre)
    {
        var result = Assert.IsType<ConnectorCompleted>(await new LedgerConnector(_folder, _clock).Run(Invoice(key, costCentre), CancellationToken.None));
        return result.Variables.TryGet("bookingNumber", out var number) ? number.Text : "";
    }

    static ConnectorJob Invoice(string key, string costCentre) => new(key, "99", FeelContext.Of(
        ("number", new FeelString("R-1")), ("supplier", new FeelString("Nordwind")), ("amount", FeelNumber.Of(120)),
        ("currency", new FeelString("EUR")), ("costCentre", new FeelString(costCentre))), new Dictionary<string, string>());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
