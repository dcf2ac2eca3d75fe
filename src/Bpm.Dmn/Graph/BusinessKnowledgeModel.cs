using System.Runtime.CompilerServices;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A business knowledge model (DMN 1.5, 6.3.9): a function that sees only its parameters, the knowledge that it requires, and itself.</summary>
sealed class BusinessKnowledgeModel(string id, string name, Requirements requirements, FunctionDefinition? logic) : DrgElement(id, name)
{
    public override FeelValue? Value(Frame frame)
    {
        if (logic is null)
        {
            return null;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return frame.Run.Fail(logic.Cell, "Expected knowledge that does not require other knowledge over so many more.");
        }

        var self = new FeelValue?[1];
        return self[0] = logic.Evaluate(frame.Run, new Layer(frame.Scope(requirements, withVariables: false), [Name], self));
    }
}
