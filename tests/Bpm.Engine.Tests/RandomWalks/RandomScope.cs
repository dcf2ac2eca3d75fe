using System.Text;

namespace Bpm.Engine.Tests.RandomWalks;

/// <summary>
/// What is in a process or subprocess, drawn at random from all kinds of elements: blocks that close what they open, or
/// nodes joined by flows as they fall.
/// </summary>
sealed class RandomScope(Random random, Func<string> nextId, int depth, bool isTransaction = false)
{
    readonly StringBuilder _xml = new();
    readonly RandomEvents _events = new(random);

    public string Build(string startAttributes = "", string startDefinition = "")
    {
        var start = Node("startEvent", startAttributes, startDefinition);
        if (random.Next(3) == 0) Tangle(start);
        else End(Blocks(start));
        if (depth > 0 && random.Next(3) == 0) EventSubProcess();
        return _xml.ToString();
    }

    string Blocks(string from)
    {
        for (var i = random.Next(1, 4); i > 0; i--) from = Block(from);
        return from;
    }

    string Block(string from) => random.Next(depth == 0 ? 8 : 16) switch
    {
        0 or 1 or 2 => Then(from, Activity()),
        3 => Then(from, Node("intermediateCatchEvent", "", _events.Caught())),
        4 => Then(from, Node("intermediateCatchEvent", random.Next(2) == 0 ? "parallelMultiple=\"true\"" : "", RandomEvents.Several)),
        5 => Then(from, Node("intermediateThrowEvent", "", _events.Thrown())),
        6 => Link(from),
        7 or 12 => Undoable(from),
        8 => Choice(from),
        9 or 10 => Split(from, random.Next(3) switch { 0 => "parallelGateway", 1 => "inclusiveGateway", _ => "complexGateway" }),
        11 => Race(from),
        _ => Then(from, Activity()),
    };

    /// <summary>An activity, perhaps done more than once, perhaps with events on its edge.</summary>
    string Activity()
    {
        var loop = random.Next(4) switch
        {
            0 => $"<multiInstanceLoopCharacteristics isSequential=\"{Text(random.Next(2) == 0)}\"><loopCardinality>{random.Next(4)}</loopCardinality>{(random.Next(3) == 0 ? "<completionCondition>${nrOfCompletedInstances &gt;= 2}</completionCondition>" : "")}</multiInstanceLoopCharacteristics>",
            1 when random.Next(2) == 0 => $"<standardLoopCharacteristics testBefore=\"{Text(random.Next(2) == 0)}\" loopMaximum=\"3\"><loopCondition>${{choice &lt; 2}}</loopCondition></standardLoopCharacteristics>",
            _ => "",
        };
        var pause = random.Next(6) switch { 0 => "camunda:asyncBefore=\"true\" ", 1 => "camunda:asyncAfter=\"true\" ", _ => "" };
        var id = random.Next(depth == 0 ? 6 : 11) switch
        {
            0 or 1 => Node("userTask", pause, _events.Listeners("task") + loop),
            2 => Node("serviceTask", pause + "camunda:type=\"external\" camunda:topic=\"work\"", loop),
            3 => Node("scriptTask", pause + "scriptFormat=\"feel\"", loop + "<script>choice = choice + 1</script>"),
            4 => Node("receiveTask", pause + "messageRef=\"M\"", loop),
            5 => Node("callActivity", pause + "calledElement=\"other\"", loop),
            6 => Node("adHocSubProcess", pause, loop + $"<userTask id=\"{nextId()}\"/><userTask id=\"{nextId()}\"/>"),
            7 => Node("transaction", pause, loop + new RandomScope(random, nextId, depth - 1, isTransaction: true).Build()),
            _ => Node("subProcess", pause, loop + new RandomScope(random, nextId, depth - 1).Build()),
        };
        if (random.Next(2) == 0) Edge(id);
        return id;
    }

    void Edge(string activity)
    {
        var (definition, mayGoOn) = _events.OnEdge();
        var isInterrupting = !mayGoOn || random.Next(2) == 0;
        var edge = Node("boundaryEvent", $"attachedToRef=\"{activity}\" cancelActivity=\"{Text(isInterrupting)}\"", definition);
        End(Then(edge, Node("userTask")));
    }

    string Choice(string from)
    {
        var (split, join) = (Then(from, Node("exclusiveGateway")), Node("exclusiveGateway"));
        for (var i = 0; i < 3; i++) Branch(split, join, i, isConditional: true);
        return join;
    }

    string Split(string from, string type)
    {
        var branches = random.Next(2, 4);
        var split = Then(from, Node(type));
        var join = Node(type, "", type == "complexGateway" ? $"<activationCondition>${{activationCount &gt;= {random.Next(1, branches + 1)}}}</activationCondition>" : "");
        for (var i = 0; i < branches; i++) Branch(split, join, i, isConditional: type != "parallelGateway" && random.Next(2) == 0);
        return join;
    }

    void Branch(string split, string join, int number, bool isConditional)
    {
        var head = Node("task");
        if (isConditional && number == 0) MakeDefault(split, head);
        Flow(split, head, isConditional && number > 0 ? $"${{choice &gt;= {number}}}" : null);
        Flow(Then(head, Activity()), join);
    }

    string Race(string from)
    {
        var (gateway, join) = (Then(from, Node("eventBasedGateway")), Node("exclusiveGateway"));
        for (var i = 0; i < 2; i++) Flow(Then(gateway, Node("intermediateCatchEvent", "", i == 0 ? RandomEvents.Timer : RandomEvents.Message)), join);
        return join;
    }

    string Link(string from)
    {
        var name = nextId();
        Then(from, Node("intermediateThrowEvent", "", $"<linkEventDefinition name=\"{name}\"/>"));
        return Node("intermediateCatchEvent", "", $"<linkEventDefinition name=\"{name}\"/>");
    }

    string Undoable(string from)
    {
        var task = Then(from, Node("userTask"));
        var handler = Node(random.Next(2) == 0 ? "userTask" : "task", "isForCompensation=\"true\"");
        var edge = Node("boundaryEvent", $"attachedToRef=\"{task}\"", "<compensateEventDefinition/>");
        _xml.Append($"<association id=\"{nextId()}\" associationDirection=\"One\" sourceRef=\"{edge}\" targetRef=\"{handler}\"/>");
        return random.Next(2) == 0 ? task : Then(Then(task, Activity()), Node("intermediateThrowEvent", "", "<compensateEventDefinition/>"));
    }

    void EventSubProcess()
    {
        var (definition, mayGoOn) = _events.OnEdge();
        var isInterrupting = !mayGoOn || random.Next(2) == 0;
        _xml.Append($"<subProcess id=\"{nextId()}\" triggeredByEvent=\"true\">{new RandomScope(random, nextId, 0).Build($"isInterrupting=\"{Text(isInterrupting)}\"", definition)}</subProcess>");
    }

    /// <summary>Nodes whose flows lead forward to any other, and back only from where somebody has to act.</summary>
    void Tangle(string start)
    {
        List<string> nodes = [start];
        List<string> waiting = [];
        HashSet<string> decides = [];
        for (var i = random.Next(4, 10); i > 0; i--)
        {
            var kind = random.Next(8);
            var id = kind switch
            {
                0 => Node("exclusiveGateway"),
                1 => Node("parallelGateway"),
                2 or 3 => Node("inclusiveGateway"),
                4 => Node("complexGateway"),
                5 => Activity(),
                _ => Node("userTask", random.Next(5) == 0 ? "startQuantity=\"2\"" : random.Next(5) == 0 ? "completionQuantity=\"2\"" : ""),
            };
            if (kind > 5) waiting.Add(id);
            if (kind is 0 or 2 or 3) decides.Add(id);
            nodes.Add(id);
        }
        HashSet<(string, string)> flows = [];
        for (var i = 1; i < nodes.Count; i++) Tie(nodes[random.Next(i)], nodes[i]);
        for (var i = random.Next(nodes.Count); i > 0; i--)
        {
            var from = random.Next(1, nodes.Count);
            if (from + 1 < nodes.Count) Tie(nodes[from], nodes[random.Next(from + 1, nodes.Count)]);
        }
        foreach (var id in waiting.Where(_ => random.Next(4) == 0)) Tie(id, nodes[random.Next(1, nodes.Count)]);
        foreach (var id in nodes.Skip(1).Where(n => flows.All(f => f.Item1 != n))) End(id);

        void Tie(string from, string to)
        {
            if (from == start && flows.Any(f => f.Item1 == start) && random.Next(2) == 0 || !flows.Add((from, to))) return;
            var isFirst = flows.Count(f => f.Item1 == from) == 1;
            if (decides.Contains(from) && isFirst) MakeDefault(from, to);
            Flow(from, to, decides.Contains(from) && !isFirst ? $"${{choice == {random.Next(3)}}}" : null);
        }
    }

    void End(string from) => Then(from, Node("endEvent", "", _events.Listeners("end") + _events.Ending(isTransaction)));

    string Then(string from, string to)
    {
        Flow(from, to);
        return to;
    }

    string Node(string type, string attributes = "", string content = "")
    {
        var id = nextId();
        _xml.Append($"<{type} id=\"{id}\" {attributes}>{content}</{type}>");
        return id;
    }

    void MakeDefault(string from, string to) => _xml.Replace($" id=\"{from}\" ", $" id=\"{from}\" default=\"{from}-{to}\" ");

    void Flow(string from, string to, string? condition = null) => _xml.Append(
        $"<sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\">{(condition is null ? "" : $"<conditionExpression xsi:type=\"tFormalExpression\">{condition}</conditionExpression>")}</sequenceFlow>");

    static string Text(bool value) => value ? "true" : "false";
}
