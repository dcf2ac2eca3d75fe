using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Web.Instances;

/// <summary>What an operator wants to send to an instance that waits.</summary>
/// <param name="Subscription">Null to let the element go on that waits for nothing in particular.</param>
/// <param name="ToAll">A signal for everybody, not for this instance alone.</param>
public sealed record EventWish(SubscriptionRow? Subscription, long ElementKey, string ElementId, VariableSet Variables, bool ToAll);
