namespace Bpm.Engine;

/// <summary>A message has reached this subscription.</summary>
public sealed record DeliverMessage(long SubscriptionKey, VariableSet Variables) : Command;

/// <summary>A signal reaches everything in the instance that waits for it.</summary>
public sealed record DeliverSignal(string Name, VariableSet Variables) : Command;

/// <summary>Continues an element that waits for nothing in particular: a receive task without a message.</summary>
public sealed record TriggerElement(long ElementKey, VariableSet Variables) : Command;

/// <summary>The called process has answered: see <see cref="CallAnswered"/>.</summary>
public sealed record AnswerCall(long ElementKey, CallAnswer Answer, string? Code, string? Message, VariableSet Variables) : Command;

/// <summary>The called process could not be started: an incident says why, and resolving it calls again.</summary>
public sealed record FailCall(long ElementKey, string Message) : Command;

/// <summary>Starts an activity of an ad-hoc subprocess.</summary>
public sealed record StartAdHocActivity(long ScopeKey, string ElementId, VariableSet Variables) : Command;

/// <summary>Completes an ad-hoc subprocess; what is still open in it is ended.</summary>
public sealed record CompleteAdHocSubProcess(long ScopeKey) : Command;
