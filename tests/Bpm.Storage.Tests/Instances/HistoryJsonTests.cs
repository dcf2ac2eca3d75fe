using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Storage.Tests;

public sealed class HistoryJsonTests
{
    const long Key = 3L << 20;

    static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, 123, TimeSpan.Zero);

    static readonly DateTimeOffset Fine = At.AddTicks(4567);

    // The same name twice is what mappings may give: the last one counts, and all are kept.
    static readonly VariableSet Some = VariableSet.Of(("a", FeelNumber.Of(1.50m)), ("b c", FeelContext.Of(("@date", FeelString.Empty))), ("a", FeelNull.Instance));

    static readonly HistoryEvent[] Samples =
    [
        new ProcessInstanceStarted("B-1", "ann", At),
        new ProcessInstanceStarted(null, null, Fine),
        new ProcessInstanceCompleted(),
        new ProcessInstanceCancelled("a \"reason\"\n"),
        new ProcessInstanceCancelled(null),
        new ProcessInstanceModified(["cancel 'Check' (3)", "start before 'Pay'"], "it was paid by hand"),
        new ProcessInstanceModified(["cancel all of 'Check'"], null),
        new ProcessInstanceSuspended("olga", "the customer disputes it", Fine),
        new ProcessInstanceSuspended(null, null, At),
        new ProcessInstanceActivated("settled"),
        new ProcessInstanceActivated(null),
        new JobRescheduled(Key + 4, Fine, 3, -1) { KeepsPlan = true },
        new VariableAssigned(Key, "amount", FeelNumber.Of(12.50m)),
        new VariableRemoved(Key + 3, "nothing \"more\""),
        new VariableAssigned(Key + 3, "nothing", FeelNull.Instance),
        new VariableAssigned(Key, "list", FeelList.Of(FeelBoolean.True, FeelContext.Of(("@date", new FeelString("x")), ("b", FeelNumber.Of(1))))),
        new ElementActivated(Key + 1, "start", Key, [], At),
        new ElementActivated(Key + 2, "join", Key + 1, ["f1", "f2"], Fine),
        new ElementStarted(Key + 2),
        new ElementCompleting(Key + 2),
        new ElementCompleting(Key + 2) { HasEnded = true },
        new ElementCompleted(Key + 2, At),
        new ElementTerminated(Key + 2, At.AddHours(1)),
        new SequenceFlowTaken("f1", Key + 2),
        new ErrorThrown(Key + 2, "E1", "went wrong", "catch"),
        new ErrorThrown(Key + 2, null, null, null),
        new EscalationThrown(Key + 2, "C", "boundary"),
        new EscalationThrown(Key + 2, null, null),
        new IncidentRaised(Key + 5, Key + 2, Key + 4, IncidentKind.JobFailed, "no route", At),
        new IncidentRaised(Key + 5, Key + 2, null, IncidentKind.UncaughtError, "", Fine),
        new IncidentRaised(Key + 5, Key + 2, null, IncidentKind.Expression, "of a listener", At) { Step = 1 },
        new IncidentResolved(Key + 5),
        new JobCreated(Key + 4, Key + 2, "mail", JobKind.External, "smtp", null, 3, 7, 0, null, null, At),
        new JobCreated(Key + 4, Key + 2, "late", JobKind.Deadline, null, Fine, 1, 0, -1, "PT1H", 2, Fine),
        new JobCompleted(Key + 4),
        new JobCancelled(Key + 4),
        new JobFailed(Key + 4, "timeout", 2, At.AddMinutes(5)),
        new JobFailed(Key + 4, "timeout", 0, null),
        new JobRetriesSet(Key + 4, 7),
        new JobRescheduled(Key + 4, Fine, 3, -1),
        new JobRescheduled(Key + 4, null, 3, 0),
        new UserTaskCreated(Key + 2, "Approve", "ben", ["ann", "ben"], ["staff"], At, Fine, 50, At),
        new UserTaskCreated(Key + 2, "Approve", null, [], [], null, null, 0, Fine),
        new UserTaskClaimed(Key + 2, "ben"),
        new UserTaskReleased(Key + 2),
        new UserTaskAssigned(Key + 2, "cara", "holiday"),
        new UserTaskAssigned(Key + 2, null, null),
        new UserTaskDelegated(Key + 2, "ann", "ben", "Look at the \"sum\""),
        new UserTaskDelegated(Key + 2, "ann", "ben", null),
        new UserTaskResolved(Key + 2, "ann", "fine"),
        new UserTaskResolved(Key + 2, "ann", null) { HasAnswers = true },
        new UserTaskUpdated(Key + 2) { Name = "Größe", Description = "", Owner = "", Delegation = DelegationState.None, Priority = 0 },
        new UserTaskUpdated(Key + 2) { AddedUsers = ["ann"], AddedGroups = ["staff"], RemovedUsers = ["ben"], RemovedGroups = ["a", "b"] },
        new UserTaskChangeHeld(Key + 2, new ClaimUserTask(Key + 2, "ben") { At = At, Actor = "ben" }),
        new UserTaskChangeHeld(Key + 2, new ReleaseUserTask(Key + 2) { At = Fine }),
        new UserTaskChangeHeld(Key + 2, new AssignUserTask(Key + 2, null, "away") { At = At, Actor = "mia" }),
        new UserTaskChangeHeld(Key + 2, new DelegateUserTask(Key + 2, "ben", "have a look") { At = At, Actor = "ann" }),
        new UserTaskChangeHeld(Key + 2, new ResolveUserTask(Key + 2, VariableSet.Empty) { At = At, Actor = "ben" }),
        new UserTaskChangeHeld(Key + 2, new PushBackUserTask(Key + 2, "not mine") { At = At, Actor = "mia" }),
        new UserTaskChangeHeld(Key + 2, new CompleteUserTask(Key + 2, VariableSet.Empty) { At = At, Actor = "ann" }),
        new UserTaskChangeHeld(Key + 2, new RescheduleUserTask(Key + 2, Fine, null, "more time") { At = At, Actor = "ann" }),
        new UserTaskChangeHeld(Key + 2, new UpdateUserTask(Key + 2, new()
        {
            Name = "Check", Description = "", Assignee = "ben", Owner = "ann", Delegation = DelegationState.Resolved, Priority = 0, Dates = new(null, Fine),
            CandidateUsers = new EquatableArray<string>([]), CandidateGroups = new EquatableArray<string>(["staff"]), AddedUsers = ["u"], AddedGroups = ["g"], RemovedUsers = ["v"], RemovedGroups = ["h"],
        }) { At = At, Actor = "ann" }),
        new UserTaskChangeHeld(Key + 2, new UpdateUserTask(Key + 2, new()) { At = At }),
        new UserTaskCorrected(Key + 2, new() { Assignee = "", DueDate = new(null), FollowUpDate = new(Fine), CandidateUsers = new EquatableArray<string>([]), CandidateGroups = new EquatableArray<string>(["staff"]), Priority = 0 }),
        new UserTaskCorrected(Key + 2, TaskCorrection.None),
        new UserTaskChangeGranted(Key + 2, "ann"),
        new UserTaskChangeGranted(Key + 2, null),
        new UserTaskChangeDenied(Key + 2, HeldWish.Complete, "the receipt is missing"),
        new UserTaskChangeDenied(Key + 2, HeldWish.Assign, null),
        new UserTaskCompleted(Key + 2),
        new UserTaskCancelled(Key + 2),
        new UserTaskCommented(Key + 2, "Größe 漢字 😀"),
        new UserTaskCommentChanged(Key + 2, 7, "Größe"),
        new UserTaskCommentRemoved(Key + 2, 7),
        new AttachmentAdded(Key + 2, Key + 8, "bill.pdf", "The \"bill\"", "application/pdf", null, 1234567, At),
        new AttachmentAdded(Key + 2, Key + 8, "bill", null, null, "https://example.org/bill?a=1", 0, Fine),
        new AttachmentRemoved(Key + 2, Key + 8, "bill.pdf"),
        new UserTaskRescheduled(Key + 2, Fine, null, "more time"),
        new UserTaskEscalated(Key + 2, Key + 6, 1, EscalationAction.Reassign, EscalationTargetKind.Manager, "mia", "ben", "late", 80, At),
        new UserTaskEscalated(Key + 2, Key + 6, null, EscalationAction.Notify, EscalationTargetKind.Group, "leads", null, null, 50, Fine),
        new UserTaskEscalationClosed(Key + 2, Key + 6, EscalationOutcome.DeadlineExtended, "ok"),
        new UserTaskEscalationClosed(Key + 2, Key + 6, EscalationOutcome.TaskCompleted, null),
        new DecisionEvaluated(Key + 7, Key + 2, 9L << 20, "limits", 3, "Limits", FeelContext.Of(("by", new FeelString("anna"))),
            [
                new("base", null, FeelNumber.Of(1), [], [], []),
                new("limits", "Limits", FeelNull.Instance,
                    [new("i1", null, "Amount", FeelNumber.Of(12.5m))],
                    [new("r2", 2, [new("o1", "by", "Who", new FeelString("anna")), new("o2", "on", null, new FeelDate(new DateOnly(2026, 1, 2)))])],
                    [new("c1", "amount > x", "No variable 'x'", 9, 1)]),
            ], At),
        new DecisionEvaluated(Key + 7, Key + 2, 9L << 20, "limits", 1, null, FeelNull.Instance, [], Fine),
        new ProcessInstanceStarted("B-1", null, At, (4L << 20) + 7) { CallDepth = 3 },
        new ElementActivated(Key + 2, "each", Key, [], At) { Role = ElementRole.Loop },
        new ElementActivated(Key + 3, "each", Key + 2, ["f1"], Fine) { Role = ElementRole.Item, LoopCounter = 0 },
        new ElementActivated(Key + 4, "undo", Key, [], At) { Role = ElementRole.Undo, ThrownBy = Key + 2 },
        new ScopeInterrupted(Key),
        new SubscriptionOpened(Key + 5, Key + 2, "wait", SubscriptionKind.Message, "paid", "42", 1, Fine),
        new SubscriptionOpened(Key + 5, Key, "start2", SubscriptionKind.Condition, "a > 1", null, 0, At),
        new CorrelationKeySet("byOrder", "42"),
        new SubscriptionClosed(Key + 5),
        new EventOccurred(Key + 2, "wait", SubscriptionKind.Signal, "alarm"),
        new MessageThrown(Key + 6, Key + 2, "paid", "42", Some, Fine),
        new MessageThrown(Key + 6, Key + 2, "paid", null, VariableSet.Empty, At),
        new SignalThrown(Key + 6, Key + 2, "alarm", Some, Fine),
        new ProcessCalled(Key + 6, Key + 2, "child", Binding.VersionTag, "v1", "B-2", Some, Fine),
        new ProcessCalled(Key + 6, Key + 2, "child", Binding.Latest, null, null, VariableSet.Empty, At),
        new CallCancelled(Key + 6, Key + 2, Fine),
        new CallAnswered(Key + 6, (4L << 20) + 7, CallAnswer.Error, "E1", "went wrong", Some, Fine),
        new CallAnswered(Key + 6, (4L << 20) + 7, CallAnswer.Completed, null, null, VariableSet.Empty, At),
        new CompensationEnabled(Key + 2, "book", Key, Some),
        new CompensationTriggered(Key + 2, Key + 7),
        new CompensationTriggered(Key + 2, null),
        new LoopStarted(Key + 2, -1, null),
        new LoopStarted(Key + 2, 2, FeelList.Of(FeelBoolean.True, FeelNull.Instance)),
        new LoopItemCollected(Key + 2, 0, FeelNull.Instance),
        new LoopItemCollected(Key + 2, 11, FeelNumber.Of(1.50m)),
        new ActivitiesQueued(Key + 2, ["call", "write"]),
        new ActivitiesQueued(Key + 2, []),
        new ComplexGatewayTurned("join", Key + 2, true) { ConsumedFlows = ["a", "b"] },
        new ComplexGatewayTurned("join", Key, false),
    ];

    public static TheoryData<int> SampleNumbers => [.. Enumerable.Range(0, Samples.Length)];

    [Theory]
    [MemberData(nameof(SampleNumbers))]
    public void An_event_reads_back_as_it_was_written(int sample)
    {
        var json = HistoryJson.Write([Samples[sample]], Key, At);

        Equal(Samples[sample], Assert.Single(HistoryJson.Read(json, Key, At)));
    }

    [Fact]
    public void Events_read_back_in_their_order()
    {
        var read = HistoryJson.Read(HistoryJson.Write(Samples, Key, At), Key, At);

        Assert.Equal(Samples.Select(s => s.GetType()), read.Select(s => s.GetType()));
    }

    // Sets of variables do not compare by content.
    static void Equal(HistoryEvent expected, HistoryEvent actual)
    {
        Assert.Equal(expected.GetType(), actual.GetType());
        foreach (var property in expected.GetType().GetProperties())
        {
            var (wanted, got) = (property.GetValue(expected), property.GetValue(actual));
            if (wanted is VariableSet set) Assert.Equal(set.Items, ((VariableSet)got!).Items);
            else Assert.Equal(wanted, got);
        }
    }

    [Fact]
    public void Every_kind_of_event_is_among_the_samples()
    {
        var kinds = typeof(HistoryEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(HistoryEvent)) && !t.IsAbstract).Select(t => t.Name);

        Assert.Equal(kinds.Order(), Samples.Select(s => s.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void An_unknown_event_is_refused_by_name()
    {
        var error = Assert.Throws<FormatException>(() => HistoryJson.Read("""[{"e":"ElementTeleported"}]"""u8, Key, At));

        Assert.Contains("ElementTeleported", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_is_not_known_is_passed_over() =>
        Assert.Equal([new ElementStarted(Key + 2)], HistoryJson.Read("""[{"e":"ElementStarted","key":2,"mood":{"a":[1]}}]"""u8, Key, At));
}
