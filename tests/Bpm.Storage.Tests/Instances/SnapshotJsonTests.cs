using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Storage.Tests;

public sealed class SnapshotJsonTests
{
    const long Key = 9L << 20;

    static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void A_full_snapshot_reads_back_as_it_was_written()
    {
        Assert.True(FeelDate.TryParse("2026-02-28", out var date));
        Assert.True(FeelTime.TryParse("10:15:30.123456789+02:00", out var time));
        Assert.True(FeelDateTime.TryParse("2026-02-28T10:15:30@Europe/Berlin", out var dateTime));
        var snapshot = new InstanceSnapshot(
            Key, InstanceState.Active, "B-1", "ann", At, 12,
            [new(Key + 1, "sub", Key, ElementState.Active), new(Key + 2, "task", Key + 1, ElementState.Completing)],
            [new(Key + 1, "f1", 2)],
            [
                new(Key, [new("a b", FeelNumber.Of(1.5m)), new("c", FeelNull.Instance), new("d", date), new("e", time), new("f", dateTime)]),
                new(Key + 1, [new("g", new FeelDayTimeDuration(TimeSpan.FromHours(26))), new("h", new FeelYearMonthDuration(14)), new("i", FeelList.Of(date, FeelContext.Of(("@x", FeelString.Empty)))), new("j", FeelBoolean.False)]),
                new(Key + 2, []),
            ],
            [new(Key + 2, "Do it", "ben", ["u"], ["g", "h"], At, At.AddTicks(1), null, 70, [new(Key + 5, EscalationAction.Reassign, EscalationTargetKind.User, "mia", "ben"), new(Key + 6, EscalationAction.Notify, EscalationTargetKind.Group, "leads", null)]) { Owner = "ann", Delegation = DelegationState.Pending, Description = "Look \"here\"" }],
            [new(Key + 7, Key + 2, "timer", JobKind.Timer, null, At.AddDays(1), 3, -1, "PT1H", 2) { PlannedAt = At }, new(Key + 8, Key + 2, "mail", JobKind.External, "smtp", null, 0, 0, null, null)],
            [new(Key + 9, Key + 2, Key + 8, IncidentKind.JobFailed, "no route"), new(Key + 10, Key + 1, null, IncidentKind.NoFlow, "")]);

        snapshot = snapshot with
        {
            CallerKey = (4L << 20) + 3,
            Elements =
            [
                .. snapshot.Elements,
                new(Key + 3, "each", Key, ElementState.Active) { Role = ElementRole.Loop, Loop = new(3, 2, 1) },
                new(Key + 4, "each", Key + 3, ElementState.Active) { Role = ElementRole.Item, LoopCounter = 0 },
                new(Key + 11, "while", Key, ElementState.Active) { Role = ElementRole.Loop, Loop = new(-1, 0, 0) },
                new(Key + 12, "undo", Key, ElementState.Active) { Role = ElementRole.Undo, ThrownBy = Key + 2 },
            ],
            HeldChanges =
            [
                new(Key + 2, new CompleteUserTask(Key + 2, VariableSet.Of(("a", date))) { At = At, Actor = "ann" }, new() { Assignee = "ben", DueDate = new(null) }),
                new(Key + 3, null, new() { Priority = 7, CandidateGroups = new EquatableArray<string>([]) }),
            ],
            Subscriptions = [new(Key + 13, Key, "start2", SubscriptionKind.Signal, "alarm", null, 0), new(Key + 14, Key + 2, "wait", SubscriptionKind.Message, "paid", "42", 1)],
            Compensations = [new(Key + 1, "book", Key, VariableSet.Of(("a", date))), new(Key + 2, "pay", Key + 1, VariableSet.Empty) { Order = 3 }],
            CorrelationKeys = [KeyValuePair.Create("byOrder", "42")],
            ResettingGateways = [new(Key, "join", ["a", "b"]), new(Key + 1, "join2", [])],
            Suspension = new(At, "olga", "a dispute", [new(Key, "amount", true), new(Key + 1, "note", false)]),
        };

        var read = SnapshotJson.Read(SnapshotJson.Write(snapshot), Key);

        Assert.Equal(SnapshotText.Of(snapshot), SnapshotText.Of(read.Snapshot));
    }

    [Fact]
    public void An_empty_snapshot_reads_back()
    {
        var snapshot = new ProcessInstance(Key).ToSnapshot();

        Assert.Equal(SnapshotText.Of(snapshot), SnapshotText.Of(SnapshotJson.Read(SnapshotJson.Write(snapshot), Key).Snapshot));
    }

    [Fact]
    public void Keys_inside_are_written_relative_to_the_instance()
    {
        var steps = new Steps(Key);
        steps.Create();

        Assert.DoesNotContain((Key + 2).ToString(System.Globalization.CultureInfo.InvariantCulture), Encoding.UTF8.GetString(SnapshotJson.Write(steps.Instance.ToSnapshot())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        var error = Assert.Throws<FormatException>(() => SnapshotJson.Read("""{"v":4,"state":"active"}"""u8, Key));

        Assert.Contains("format 4", error.Message, StringComparison.Ordinal);
    }
}
