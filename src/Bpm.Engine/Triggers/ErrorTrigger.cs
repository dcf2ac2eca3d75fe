using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Errors (BPMN 2.0.2, 10.4.5): caught by the nearest boundary event around the place of throwing that has the error's
/// code, or none; they always interrupt. Nothing changes when nobody catches: the caller raises an incident.
/// </summary>
static class ErrorTrigger
{
    public static bool Throw(Execution execution, ElementInstance source, string? code, string? message)
    {
        var caught = BoundaryTrigger.Find(execution, source, definition => definition switch
        {
            ErrorEventDefinition error when error.Code == code => 2,
            ErrorEventDefinition { Code: null } => 1,
            _ => 0,
        });
        if (caught is not var (activity, boundary)) return false;

        var definition = (ErrorEventDefinition)boundary.Definition!;
        execution.Emit(new ErrorThrown(source.Key, code, message, boundary.Id));
        BoundaryTrigger.Catch(execution, activity, boundary, (definition.CodeVariable, code), (definition.MessageVariable, message));
        return true;
    }

    public static string Uncaught(string label, string? code) =>
        $"Expected a boundary event that catches error '{code}' thrown at '{label}', but there is none.";
}
