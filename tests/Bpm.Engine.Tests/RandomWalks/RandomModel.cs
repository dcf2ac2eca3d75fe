using System.Text;
using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.RandomWalks;

/// <summary>Block-structured models: sequences, choices, forks and subprocesses nested at random.</summary>
sealed class RandomModel(Random random)
{
    readonly StringBuilder _elements = new();
    readonly StringBuilder _flows = new();
    int _count;

    public ProcessDefinition Build()
    {
        Element("startEvent", "start");
        var last = Block("start", 3);
        Element("endEvent", "end");
        Flow(last, "end");
        return Bpmn.Read($"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test" id="defs"><process id="p" isExecutable="true">
            {_elements}{_flows}</process></definitions>
            """);
    }

    string Block(string from, int depth)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
            from = random.Next(depth == 0 ? 4 : 7) switch
            {
                0 => Then(from, "userTask"),
                1 => Then(from, "task"),
                2 => Then(from, "serviceTask", """ camunda:type="external" camunda:topic="work" """),
                3 => Then(from, "intermediateCatchEvent", "", "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"),
                4 => Split(from, "exclusiveGateway", depth),
                5 => Split(from, "parallelGateway", depth),
                _ => Sub(from, depth),
            };
        return from;
    }

    string Then(string from, string type, string attributes = "", string content = "")
    {
        var id = Element(type, null, attributes, content);
        Flow(from, id);
        return id;
    }

    string Split(string from, string type, int depth)
    {
        var split = Then(from, type);
        var join = Element(type);
        var branches = random.Next(2, 4);
        var marker = _flows.Length;
        for (var i = 0; i < branches; i++)
        {
            var condition = type == "exclusiveGateway" && i < branches - 1 ? $"${{choice == {i}}}" : null;
            var head = Element("task");
            Flow(split, head, condition);
            if (type == "exclusiveGateway" && i == branches - 1)
                _elements.Replace($"<{type} id=\"{split}\"", $"<{type} id=\"{split}\" default=\"{split}-{head}\"");
            Flow(Block(head, depth - 1), join);
        }
        return _flows.Length > marker ? join : split;
    }

    string Sub(string from, int depth)
    {
        var id = $"n{++_count}";
        Flow(from, id);
        var inner = new RandomModel(random) { _count = _count };
        inner.Element("startEvent", $"{id}s");
        var last = inner.Block($"{id}s", depth - 1);
        inner.Element("endEvent", $"{id}e");
        inner.Flow(last, $"{id}e");
        _count = inner._count;
        _elements.Append($"<subProcess id=\"{id}\">{inner._elements}{inner._flows}</subProcess>");
        if (random.Next(2) == 0) return id;

        // What leaves an interrupted subprocess takes the way of what it would have left; a non-interrupting edge has an end of its own.
        var isInterrupting = random.Next(2) == 0;
        var edge = Element("boundaryEvent", null, $" attachedToRef=\"{id}\" cancelActivity=\"{(isInterrupting ? "true" : "false")}\"",
            "<timerEventDefinition><timeDuration>PT30M</timeDuration></timerEventDefinition>");
        var handled = Then(edge, "userTask");
        if (!isInterrupting)
        {
            Flow(handled, Element("endEvent"));
            return id;
        }
        var merge = Then(id, "exclusiveGateway");
        Flow(handled, merge);
        return merge;
    }

    string Element(string type, string? id = null, string attributes = "", string content = "")
    {
        id ??= $"n{++_count}";
        _elements.Append($"<{type} id=\"{id}\"{attributes}>{content}</{type}>");
        return id;
    }

    void Flow(string from, string to, string? condition = null) =>
        _flows.Append($"<sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\">{(condition is null ? "" : $"<conditionExpression xsi:type=\"tFormalExpression\">{condition}</conditionExpression>")}</sequenceFlow>");
}
