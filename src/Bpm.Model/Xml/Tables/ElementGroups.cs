namespace Bpm.Model;

/// <summary>Names of elements that take the same attributes and children.</summary>
static class ElementGroups
{
    public const string Scopes = "process subProcess";
    public const string Jobs = "serviceTask sendTask businessRuleTask";
    public const string Tasks = "task manualTask userTask scriptTask " + Jobs;
    public const string Activities = "subProcess " + Tasks;
    public const string CatchEvents = "startEvent intermediateCatchEvent boundaryEvent";
    public const string ThrowEvents = "endEvent intermediateThrowEvent";
    public const string Events = CatchEvents + " " + ThrowEvents;
    public const string Gateways = "exclusiveGateway parallelGateway";
    public const string FlowNodes = Activities + " " + Events + " " + Gateways;
    public const string Forms = "startEvent userTask";
    public const string Expressions = "conditionExpression formalExpression expression timeDate timeDuration timeCycle";
    public const string EventDefinitions = "timerEventDefinition messageEventDefinition errorEventDefinition escalationEventDefinition terminateEventDefinition";

    /// <summary>The elements that become flow nodes.</summary>
    public static readonly HashSet<string> FlowNodeNames = [.. FlowNodes.Split(' ')];
}
