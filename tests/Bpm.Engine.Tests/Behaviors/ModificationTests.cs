using Bpm.Engine.Tests.Support;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class ModificationTests
{
    static readonly ProcessDefinition Line = Bpmn.Process(
        "start -> a -> b -> end",
        """<startEvent id="start"/><userTask id="a" name="Check"/><userTask id="b" name="Pay"><extensionElements><camunda:inputOutput><camunda:inputParameter name="mapped">${amount}</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask><endEvent id="end"/>""");

    static readonly ProcessDefinition Nested = Bpmn.Process(
        "start -> a -> sub -> after -> end; within sub: begin -> x -> y -> done; edge -> late -> end2; within esp: signalled -> told -> toldEnd",
        """
        <startEvent id="start"/><userTask id="a"/>
        <subProcess id="sub" name="Inside">
          <extensionElements><camunda:inputOutput><camunda:inputParameter name="seen">${amount}</camunda:inputParameter></camunda:inputOutput></extensionElements>
          <startEvent id="begin"/><userTask id="x"/><userTask id="y"/><endEvent id="done"/><flows of="sub"/>
          <subProcess id="esp" triggeredByEvent="true"><startEvent id="signalled" isInterrupting="false"><messageEventDefinition messageRef="M"/></startEvent><userTask id="told"/><endEvent id="toldEnd"/><flows of="esp"/></subProcess>
        </subProcess>
        <boundaryEvent id="edge" attachedToRef="sub"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <userTask id="after"/><userTask id="late"/><endEvent id="end"/><endEvent id="end2"/>
        """);

    static readonly ProcessDefinition Items = Bpmn.Process(
        "start -> a -> sub -> after -> end; within sub: begin -> x -> y -> done",
        """
        <startEvent id="start"/><userTask id="a"/>
        <subProcess id="sub" name="Each"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>
          <startEvent id="begin"/><userTask id="x"/><userTask id="y"/><endEvent id="done"/><flows of="sub"/></subProcess>
        <userTask id="after"/><endEvent id="end"/>
        """);

    static readonly ProcessDefinition Joining = Bpmn.Process(
        "start -> fork -> a -> join; fork -> b -> join; join -> after -> end",
        """<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><parallelGateway id="join"/><userTask id="after"/><endEvent id="end"/>""");

    [Fact]
    public void Moves_a_token_and_says_so_in_one_event()
    {
        var scenario = Scenario.Start(Line, ("amount", 5));
        var key = scenario.Task("a").Key;
        Modify(scenario, "the check was done by phone", new CancelElement(key), new StartBefore("b") { Variables = [Local("note", 1)] });

        scenario.WaitsAt("b");
        var modified = Assert.Single(scenario.History.OfType<ProcessInstanceModified>());
        Assert.Equal([$"cancel 'Check' ({key})", "start before 'Pay' with note"], modified.Instructions);
        Assert.Equal("the check was done by phone", modified.Annotation);
        Assert.True(scenario.Instance.TryGetVariable(scenario.Task("b").Key, "mapped", out var mapped));
        Assert.Equal(FeelNumber.Of(5), mapped);
        scenario.CompleteUserTask("b").IsCompleted();
    }

    [Fact]
    public void A_missing_scope_is_entered_with_its_inputs_and_edge_but_not_its_start()
    {
        var scenario = Scenario.Start(Nested, ("amount", 5));
        Modify(scenario, new CancelAll("a"), new StartBefore("y"));

        scenario.WaitsAt("y");
        Assert.DoesNotContain(scenario.History.OfType<ElementActivated>(), e => e.ElementId is "begin" or "x");
        Assert.True(scenario.Instance.TryGetVariable(scenario.Task("y").Key, "seen", out _));
        Assert.Single(scenario.Instance.Subscriptions);
        scenario.Advance(TimeSpan.FromHours(2)).WaitsAt("late");
    }

    [Fact]
    public void A_scope_that_cannot_be_entered_refuses_the_whole_modification()
    {
        var scenario = Scenario.Start(Nested);
        scenario.Refuses(Command(new CancelAll("a"), new StartBefore("y")), RejectionKind.Invalid).WaitsAt("a");
    }

    [Fact]
    public void The_scope_that_is_there_is_used_and_stays_whichever_comes_first()
    {
        var scenario = InSub();
        var sub = Sub(scenario);
        Modify(scenario, new CancelAll("x"), new StartBefore("y"));
        Assert.Equal(sub, Sub(scenario));
        scenario.WaitsAt("y").CompleteUserTask("y").WaitsAt("after");
    }

    [Fact]
    public void With_the_instance_as_ancestor_the_scope_is_entered_once_more()
    {
        var scenario = InSub();
        Modify(scenario, new StartBefore("y") { AncestorKey = scenario.Instance.Key });
        scenario.WaitsAt("x", "y");
        Assert.Equal(2, scenario.Instance.Elements.Values.Count(e => e.ElementId == "sub"));

        var refusal = scenario.Send(Command(new StartBefore("x"))).Rejection;
        Assert.All(scenario.Instance.Elements.Values.Where(e => e.ElementId == "sub"), e => Assert.Contains($"{e.Key}", refusal!.Message, StringComparison.Ordinal));
        Modify(scenario, new StartBefore("x") { AncestorKey = Sub(scenario) });
        scenario.WaitsAt("x", "x", "y");
    }

    [Fact]
    public void A_scope_left_empty_ends_with_what_was_cancelled_in_it()
    {
        var scenario = InSub();
        Modify(scenario, new StartBefore("a"), new CancelAll("x"));
        scenario.WaitsAt("a");
        Assert.Empty(scenario.Instance.Jobs);
        Assert.Empty(scenario.Instance.Subscriptions);
    }

    [Fact]
    public void Without_any_token_left_the_instance_ends_as_cancelled()
    {
        var scenario = InSub();
        Modify(scenario, "it was a test", new CancelAll("x"));
        scenario.IsCancelled();
        Assert.Equal("it was a test", scenario.History.OfType<ProcessInstanceCancelled>().Single().Reason);
    }

    [Fact]
    public void What_an_earlier_instruction_has_ended_already_is_fine()
    {
        var scenario = InSub();
        Modify(scenario, new CancelElement(Sub(scenario)), new CancelElement(scenario.Task("x").Key), new StartBefore("after"));
        scenario.WaitsAt("after");
    }

    [Fact]
    public void One_instance_of_a_loop_is_cancelled_and_the_others_go_on()
    {
        var scenario = Scenario.Start(Items).CompleteUserTask("a");
        var item = scenario.Instance.Elements.Values.First(e => e.Role == ElementRole.Item);
        Modify(scenario, new CancelElement(item.Key));
        scenario.WaitsAt("x", "x").CompleteUserTask("x").CompleteUserTask("x").CompleteUserTask("y").CompleteUserTask("y").WaitsAt("after");
    }

    [Fact]
    public void Inside_a_loop_the_instance_has_to_be_named()
    {
        var scenario = Scenario.Start(Items);
        Assert.Contains("Start before 'Each'", scenario.Send(Command(new StartBefore("y"))).Rejection!.Message, StringComparison.Ordinal);
        scenario.CompleteUserTask("a");
        var items = scenario.Instance.Elements.Values.Where(e => e.Role == ElementRole.Item).Select(e => e.Key).ToList();
        Assert.Contains($"{items[1]} (number 2)", scenario.Send(Command(new StartBefore("y"))).Rejection!.Message, StringComparison.Ordinal);
        Assert.Contains("loop as a whole", scenario.Send(Command(new StartBefore("y") { AncestorKey = Sub(scenario) })).Rejection!.Message, StringComparison.Ordinal);
        Modify(scenario, new StartBefore("y") { AncestorKey = items[1] }, new CancelElement(scenario.Instance.ChildrenOf(items[1]).Single().Key));
        scenario.WaitsAt("x", "x", "y");
    }

    [Fact]
    public void A_whole_loop_is_started_and_cancelled()
    {
        var scenario = Scenario.Start(Items);
        Modify(scenario, new StartBefore("sub"), new CancelAll("a"));
        scenario.WaitsAt("x", "x", "x");
        Modify(scenario, new CancelAll("sub"), new StartBefore("a"));
        scenario.WaitsAt("a");
    }

    [Fact]
    public void Flows_are_taken_and_tokens_that_wait_are_dropped()
    {
        var scenario = Scenario.Start(Joining).CompleteUserTask("a").WaitsAt("b");
        Modify(scenario, new TakeFlow("b-join"), new CancelAll("b"));
        scenario.WaitsAt("after");

        scenario = Scenario.Start(Joining).CompleteUserTask("a");
        Modify(scenario, new CancelAll("join"), new StartAfter("a"));
        Assert.Single(scenario.Instance.ToSnapshot().Tokens);
        Modify(scenario, new CancelAll("b"), new CancelAll("join"));
        scenario.IsCancelled();
    }

    [Fact]
    public void A_gateway_that_is_started_waits_for_nobody()
    {
        var scenario = Scenario.Start(Joining);
        Modify(scenario, new CancelAll("a"), new CancelAll("b"), new StartBefore("join"));
        scenario.WaitsAt("after");
    }

    [Fact]
    public void An_event_on_the_edge_or_of_an_event_subprocess_lets_a_token_go_and_ends_nothing()
    {
        var scenario = InSub();
        Modify(scenario, new StartBefore("edge"), new StartBefore("signalled"));
        scenario.WaitsAt("x", "late", "told");
        Modify(scenario, new StartBefore("told"));
        Assert.Equal(2, scenario.Instance.UserTasks.Values.Count(t => scenario.Instance.Elements[t.Key].ElementId == "told"));
    }

    [Theory]
    [InlineData("start before nothing", "is none")]
    [InlineData("start before start-a", "sequence flow")]
    [InlineData("start after end", "there is none, so nothing")]
    [InlineData("start after fork", "'fork-a', 'fork-b'")]
    [InlineData("take nothing", "sequence flow of process")]
    [InlineData("cancel all nothing", "is none")]
    public void Says_what_is_wrong_and_changes_nothing(string wish, string message)
    {
        var scenario = Scenario.Start(Joining);
        var id = wish[(wish.LastIndexOf(' ') + 1)..].Replace("start-a", "start-fork", StringComparison.Ordinal);
        Modification instruction = wish switch
        {
            _ when wish.StartsWith("start before", StringComparison.Ordinal) => new StartBefore(id),
            _ when wish.StartsWith("start after", StringComparison.Ordinal) => new StartAfter(id),
            _ when wish.StartsWith("take", StringComparison.Ordinal) => new TakeFlow(id),
            _ => new CancelAll(id),
        };
        var command = Command(new CancelAll("a"), instruction);
        scenario.Refuses(command, RejectionKind.Invalid);
        Assert.Contains(message, scenario.Send(command).Rejection!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_keys_that_are_none_and_ancestors_that_are_not_around()
    {
        var scenario = InSub();
        scenario.Refuses(Command(new CancelElement(scenario.Instance.Key + 999)), RejectionKind.Invalid);
        scenario.Refuses(Command(new CancelElement(scenario.Instance.Key)), RejectionKind.Invalid);
        scenario.Refuses(Command(new StartBefore("after") { AncestorKey = Sub(scenario) }), RejectionKind.Invalid);
        scenario.Refuses(Command(new StartBefore("y") { AncestorKey = scenario.Instance.Key + 999 }), RejectionKind.Invalid);
        scenario.Refuses(Command(), RejectionKind.Invalid);
        scenario.Refuses(Command(new StartBefore("y") { Variables = [new(VariableSet.Empty, ScopeId: "after")] }), RejectionKind.Invalid);
        Modify(scenario, new CancelAll("x"));
        scenario.Refuses(Command(new StartBefore("a")), RejectionKind.NotFound);
    }

    [Fact]
    public void Variables_go_to_the_scope_that_is_named()
    {
        var scenario = Scenario.Start(Nested, ("amount", 5));
        Modify(scenario, new CancelAll("a"), new StartBefore("y")
        {
            Variables = [In(null, "whole"), In("p", "same"), In("sub", "inside"), In("y", "own"), Local("local", 1), new(VariableSet.Of(("amount", FeelNumber.Of(7))), VariablePlace.Nearest)],
        });
        var task = scenario.Task("y").Key;
        var scopes = scenario.Instance.Scopes;
        Assert.Equal(["amount", "same", "whole"], scopes[scenario.Instance.Key].Keys.Order());
        Assert.Equal(["inside", "seen"], scopes[Sub(scenario)].Keys.Order());
        Assert.Equal(["local", "own"], scopes[task].Keys.Order());
        Assert.Equal(FeelNumber.Of(7), scopes[Sub(scenario)]["seen"]);
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        var definition = Bpmn.Process(
            "start -> fork -> call -> end; fork -> work -> end2; fork -> wait -> end3; fork -> broken -> end4; fork -> b -> end5",
            """
            <startEvent id="start"/><parallelGateway id="fork"/><callActivity id="call" calledElement="other"/><serviceTask id="work" camunda:type="external" camunda:topic="t"/>
            <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="M"/></intermediateCatchEvent><scriptTask id="broken" scriptFormat="feel" camunda:resultVariable="x"><script>nothing.at.all + 1</script></scriptTask>
            <userTask id="b"/><endEvent id="end"/><endEvent id="end2"/><endEvent id="end3"/><endEvent id="end4"/><endEvent id="end5"/>
            """);
        var scenario = Scenario.Start(definition);
        Modify(scenario, new CancelAll("call"), new CancelAll("work"), new CancelAll("wait"), new CancelAll("broken"));
        scenario.WaitsAt("b");
        Assert.Empty(scenario.Instance.Jobs);
        Assert.Empty(scenario.Instance.Subscriptions);
        Assert.Empty(scenario.Instance.Incidents);
        Assert.Single(scenario.History.OfType<CallCancelled>());
    }

    [Fact]
    public void An_instance_starts_where_it_is_told_to()
    {
        var scenario = new Scenario(Nested);
        scenario.Accept(new StartProcessInstance(VariableSet.Of(("amount", FeelNumber.Of(5)))) { At = scenario.Now, Actor = "carl", Instructions = [new StartBefore("y"), new StartBefore("after")] });
        scenario.WaitsAt("after", "y");
        Assert.DoesNotContain(scenario.History.OfType<ElementActivated>(), e => e.ElementId == "start");
        var refused = new StartProcessInstance(VariableSet.Empty) { At = scenario.Now, Instructions = [new StartBefore("none")] };
        Assert.NotNull(Interpreter.Run(Nested, new ProcessInstance(InstanceKey.FromNumber(2)), refused).Rejection);
    }

    static Scenario InSub() => Scenario.Start(Nested, ("amount", 5)).CompleteUserTask("a").WaitsAt("x");

    static long Sub(Scenario scenario) => scenario.Instance.Elements.Values.First(e => e.ElementId == "sub").Key;

    static StartVariables In(string? scopeId, string name) => new(VariableSet.Of((name, FeelNumber.Of(1))), ScopeId: scopeId);

    static StartVariables Local(string name, int value) => new(VariableSet.Of((name, FeelNumber.Of(value))), VariablePlace.Local);

    static void Modify(Scenario scenario, params ReadOnlySpan<Modification> instructions) => Modify(scenario, "", instructions);

    static void Modify(Scenario scenario, string reason, params ReadOnlySpan<Modification> instructions) =>
        scenario.Accept(new ModifyProcessInstance([.. instructions], reason) { At = scenario.Now, Actor = "olga" });

    static ModifyProcessInstance Command(params ReadOnlySpan<Modification> instructions) =>
        new([.. instructions]) { At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Actor = "olga" };
}
