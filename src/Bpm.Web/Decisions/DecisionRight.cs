using Bpm.Runtime;

namespace Bpm.Web.Decisions;

/// <summary>Who may read and try decisions and expressions: those who write models and those who keep them running.</summary>
static class DecisionRight
{
    public const string WhyNot = "It needs the role Modeler or Operator. An administrator can give it.";

    public static bool MaySee(Actor actor) => actor.IsAny(Role.Modeler, Role.Operator);
}
