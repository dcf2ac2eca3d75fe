using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Errors that a service task throws because of what its job has said (<c>camunda:errorEventDefinition</c>): the first whose expression
/// is true. The expressions see the element's variables and, as in Camunda 7, <c>externalTask</c> with the message of a failed attempt.
/// </summary>
static class JobErrors
{
    public static JobError? Find(Execution execution, ElementInstance element, string? failure) =>
        execution.NodeOf(element) is ServiceTask { Errors: { IsEmpty: false } errors }
            ? errors.FirstOrDefault(e => e.Condition.Evaluate(new Scope(new VariableScope(execution, element.Key), failure), execution.Environment).Value is FeelBoolean { Value: true })
            : null;

    sealed class Scope(VariableScope variables, string? failure) : IFeelScope
    {
        public bool TryGet(string name, out FeelValue value)
        {
            if (name != "externalTask") return variables.TryGet(name, out value);
            value = FeelContext.Of(("errorMessage", failure is null ? FeelNull.Instance : new FeelString(failure)));
            return true;
        }

        public IEnumerable<string> Names => variables.Names.Append("externalTask");
    }
}
