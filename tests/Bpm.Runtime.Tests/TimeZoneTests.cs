using System.Globalization;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Timers that go by the clock of Berlin, where 2026-03-29 has no 02:30.</summary>
public sealed class TimeZoneTests : IDisposable
{
    const string Check = """<userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>""";

    readonly TestDatabase _database = new();

    static string Zone(string name) => $"""<extensionElements><camunda:properties><camunda:property name="time-zone" value="{name}"/></camunda:properties></extensionElements>""";

    static string Starting(string cycle, string ofProcess, string ofEvent) => Models.Flow("timed",
        $"""{ofProcess}<startEvent id="start">{ofEvent}<timerEventDefinition id="t"><timeCycle>{cycle}</timeCycle></timerEventDefinition></startEvent>{Check}""", "start-check check-end");

    static string Waiting(string date, string zone) => Models.Flow("waiting",
        $"""{Zone(zone)}<startEvent id="start"/><intermediateCatchEvent id="wait"><timerEventDefinition id="t"><timeDate>{date}</timeDate></timerEventDefinition></intermediateCatchEvent>{Check}""",
        "start-wait wait-check check-end");

    [Theory]
    [InlineData("0 30 2 * * ?", true)]
    [InlineData("0 30 2 * * ?", false)]
    [InlineData("R/2026-03-20T02:30:00/P1D", true)]
    [InlineData("R/2026-03-20T02:30:00/P1D", false)]
    public async Task A_cycle_keeps_its_time_of_day_in_the_zone_of_its_process_or_event(string cycle, bool isOfProcess)
    {
        await using var node = await TestNode.Start(_database);
        var zone = Zone("Europe/Berlin");
        await node.Deploy(Starting(cycle, isOfProcess ? zone : "", isOfProcess ? "" : zone));
        await MoveTo(node, "2026-03-27T12:00:00Z");
        var before = await Tasks(node);

        foreach (var firing in (string[])["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"])
        {
            await MoveTo(node, firing, -TimeSpan.FromMinutes(1));
            Assert.Equal(before, await Tasks(node));
            await MoveTo(node, firing);
            Assert.Equal(++before, await Tasks(node));
        }
    }

    [Fact]
    public async Task A_date_without_an_offset_is_one_of_the_zone()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Waiting("2026-03-28T02:30:00", "Europe/Berlin"));
        await node.StartProcess("waiting");

        Assert.Equal(Instant("2026-03-28T01:30:00Z"), Assert.Single(await node.Get<Jobs>().List(new JobQuery(), Slice.All, CancellationToken.None)).DueAt);
    }

    [Fact]
    public async Task A_zone_that_is_none_is_refused_or_an_incident()
    {
        await using var node = await TestNode.Start(_database);
        var xml = Starting("R/PT1H", Zone("Europe/Atlantis"), "");
        var refused = await node.Engine.Deploy(await node.Actor("mia"), new DeploymentRequest("a", null, [new("a.bpmn", System.Text.Encoding.UTF8.GetBytes(xml))]));
        Assert.Contains("Europe/Atlantis", Assert.Single(refused.Value!.Diagnostics, d => d.Code == "start-timer").Message, StringComparison.Ordinal);

        await node.Deploy(Waiting("2026-03-28T02:30:00", "Europe/Atlantis"));
        await node.StartProcess("waiting");
        Assert.Contains("Europe/Atlantis", Assert.Single(await node.Get<Incidents>().List(new IncidentQuery(), Slice.All, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    async Task MoveTo(TestNode node, string instant, TimeSpan by = default)
    {
        _database.Clock.Advance(Instant(instant) + by - _database.Clock.Now);
        await node.RunDueWork();
    }

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static Task<int> Tasks(TestNode node) => node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None);

    public void Dispose() => _database.Dispose();
}
