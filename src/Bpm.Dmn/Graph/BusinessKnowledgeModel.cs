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

        var self = new FeelValue?[1];
        return self[0] = logic.Evaluate(frame.Run, new Layer(frame.Scope(requirements, withVariables: false), [Name], self));
    }
}
