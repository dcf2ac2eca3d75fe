using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class TaskUpdateTests
{
    static readonly ProcessDefinition Process = Bpmn.Process(
        "start -> approve -> end",
        """<startEvent id="start"/><userTask id="approve" name="Approve" camunda:candidateUsers="anna, ben" camunda:candidateGroups="accounting"/><endEvent id="end"/>""");

    [Fact]
    public void Changes_what_it_says_of_itself_and_who_may_take_it()
    {
        var task = Changed(new() { Name = "Approve at once", Description = "The supplier waits.", Owner = "mark", Priority = 90, AddedUsers = ["cara", "ben"], RemovedUsers = ["anna"], AddedGroups = ["sales"] }).Task("approve");

        Assert.Equal(("Approve at once", "The supplier waits.", "mark", 90), (task.Name, task.Description, task.Owner, task.Priority));
        Assert.Equal(["ben", "cara"], task.CandidateUsers);
        Assert.Equal(["accounting", "sales"], task.CandidateGroups);
    }

    [Fact]
    public void A_whole_list_of_candidates_takes_the_place_of_the_old()
    {
        var task = Changed(new() { CandidateUsers = ["ben", "cara"], CandidateGroups = [] }).Task("approve");

        Assert.Equal(["ben", "cara"], task.CandidateUsers);
        Assert.Equal([], task.CandidateGroups);
    }

    [Fact]
    public void An_empty_text_takes_away_and_nothing_leaves_as_it_is()
    {
        var scenario = Changed(new() { Description = "x", Owner = "mark", Assignee = "anna" });

        Changed(scenario, new() { Description = "", Owner = "", Assignee = "" });

        Assert.Equal((null, null, null, "Approve", 50), scenario.Task("approve") is var t ? (t.Description, t.Owner, t.Assignee, t.Name, t.Priority) : default);
    }

    [Fact]
    public void Person_and_dates_are_changed_with_the_rest()
    {
        var scenario = Scenario.Start(Process);
        var due = scenario.Now.AddDays(1);

        var task = Changed(scenario, new() { Assignee = "ben", Dates = new(due, null), Priority = 1 }).Task("approve");

        Assert.Equal(("ben", due, null, 1), (task.Assignee, task.DueDate, task.FollowUpDate, task.Priority));
    }

    [Fact]
    public void A_change_of_nothing_is_no_step()
    {
        var scenario = Scenario.Start(Process);
        var before = scenario.History.Count;

        Changed(scenario, new() { Name = "Approve", Priority = 50, Assignee = "", CandidateUsers = ["ben", "anna"], RemovedGroups = ["sales"] });

        Assert.Equal(before, scenario.History.Count);
    }

    [Fact]
    public void A_delegation_is_set_by_hand_as_clients_of_Camunda_7_do()
    {
        var scenario = Changed(new() { Assignee = "ben", Owner = "anna", Delegation = DelegationState.Pending });

        scenario.Refuses(new CompleteUserTask(scenario.Task("approve").Key, VariableSet.Empty) { At = scenario.Now, Actor = "ben" }, RejectionKind.Conflict);
    }

    public static TheoryData<string, UserTaskChange> Wrong => new()
    {
        { "a priority", new() { Priority = 101 } },
        { "a priority", new() { Priority = -1 } },
        { "a name", new() { Name = " " } },
        { "an owner", new() { Delegation = DelegationState.Pending } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_changes_nothing(string what, UserTaskChange change)
    {
        var scenario = Scenario.Start(Process);
        var command = new UpdateUserTask(scenario.Task("approve").Key, change with { AddedUsers = ["cara"] }) { At = scenario.Now, Actor = "mark" };

        scenario.Refuses(command, RejectionKind.Invalid);
        Assert.Contains(what, scenario.Send(command).Rejection!.Message, StringComparison.Ordinal);
    }

    static Scenario Changed(UserTaskChange change) => Changed(Scenario.Start(Process), change);

    static Scenario Changed(Scenario scenario, UserTaskChange change) =>
        scenario.Send(t => new UpdateUserTask(t.Key, change) { At = scenario.Now, Actor = "mark" }, "approve");
}
