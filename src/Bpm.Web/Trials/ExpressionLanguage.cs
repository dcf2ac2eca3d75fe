namespace Bpm.Web.Trials;

/// <summary>The languages in which models hold expressions.</summary>
public enum ExpressionLanguage
{
    Feel,
    UnaryTests,
    Camunda,
}
