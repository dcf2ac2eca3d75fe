using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Errors (BPMN 2.0.2, 10.4.5): caught by the nearest boundary event or event subprocess around the place of throwing
/// that has the error's code, or none; they always interrupt. A called instance in which nobody catches hands the error
/// to its caller. Nothing changes when nobody catches: the caller of this raises an incident.
/// </summary>
static class ErrorTrigger
{
    public static bool Throw(Execution execution, ElementInstance source, string? code, string? message, VariableSet? variables = null)
    {
        if (Find(execution, source, code) is { } catcher)
        {
            var definition = (ErrorEventDefinition)catcher.Definition;
            execution.Emit(new ErrorThrown(source.Key, code, message, catcher.Event.Id));
            catcher.Catch(execution, Variables((definition.CodeVariable, code), (definition.MessageVariable, message)).With(variables));
            return true;
        }
        if (execution.Instance.CallerKey is not { } caller) return false;

        execution.Emit(new ErrorThrown(source.Key, code, message, null));
        execution.EndForCaller(caller, CallAnswer.Error, code, message);
        return true;
    }

    /// <summary>Whether somebody here catches it, or there is a caller to hand it to.</summary>
    public static bool CanThrow(Execution execution, ElementInstance source, string? code) =>
        execution.Instance.CallerKey is not null || Find(execution, source, code) is not null;

    static Catcher? Find(Execution execution, ElementInstance source, string? code) => Catcher.Find(execution, source, definition => definition switch
    {
        ErrorEventDefinition error when error.Code is not null && error.Code == code => 2,
        ErrorEventDefinition { Code: null } => 1,
        _ => 0,
    });

    public static string Uncaught(string label, string? code) =>
        $"Expected a boundary event that catches error '{code}' thrown at '{label}', but there is none.";

    /// <summary>The variables that a catching event names for what it caught.</summary>
    public static VariableSet Variables(params ReadOnlySpan<(string? Name, string? Value)> items)
    {
        var set = VariableSet.Empty;
        foreach (var (name, value) in items)
            if (name is not null) set = set.With(name, value is null ? FeelNull.Instance : new FeelString(value));
        return set;
    }
}
