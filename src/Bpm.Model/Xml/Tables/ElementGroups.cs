namespace Bpm.Model;

/// <summary>Names of elements that take the same attributes and children.</summary>
static class ElementGroups
{
    public const string Scopes = "process subProcess transaction adHocSubProcess";
    public const string Jobs = "serviceTask sendTask businessRuleTask";
    public const string Tasks = "task manualTask userTask scriptTask receiveTask " + Jobs;
    public const string Activities = "subProcess transaction adHocSubProcess callActivity " + Tasks;
    public const string CatchEvents = "startEvent intermediateCatchEvent boundaryEvent";
    public const string ThrowEvents = "endEvent intermediateThrowEvent";
    public const string Events = CatchEvents + " " + ThrowEvents;
    public const string Gateways = "exclusiveGateway parallelGateway inclusiveGateway complexGateway eventBasedGateway";
    public const string FlowNodes = Activities + " " + Events + " " + Gateways;
    public const string Forms = "startEvent userTask";
    public const string Loops = "multiInstanceLoopCharacteristics standardLoopCharacteristics";
    public const string Expressions = "conditionExpression formalExpression expression timeDate timeDuration timeCycle condition "
        + "loopCardinality loopCondition completionCondition activationCondition transformation from to dataPath messagePath";
    public const string EventDefinitions = "timerEventDefinition messageEventDefinition signalEventDefinition conditionalEventDefinition errorEventDefinition "
        + "escalationEventDefinition linkEventDefinition compensateEventDefinition cancelEventDefinition terminateEventDefinition";

    /// <summary>The elements that hold flow nodes of their own inside a process.</summary>
    public static readonly HashSet<string> SubProcesses = ["subProcess", "transaction", "adHocSubProcess"];

    public static readonly HashSet<string> LoopNames = [.. Loops.Split(' ')];

    /// <summary>The elements that become flow nodes.</summary>
    public static readonly HashSet<string> FlowNodeNames = [.. FlowNodes.Split(' ')];
}
