using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A business knowledge model (DMN 1.5, 6.3.9): a function that sees only its parameters and the knowledge that it requires.</summary>
sealed class BusinessKnowledgeModel(string id, string name, Requirements requirements, FunctionDefinition? logic) : DrgElement(id, name)
{
    public override FeelValue? Value(Frame frame) => logic?.Evaluate(frame.Run, frame.Scope(requirements, withVariables: false));
}
