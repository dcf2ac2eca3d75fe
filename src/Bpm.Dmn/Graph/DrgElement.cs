using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>An element of the decision requirements graph that has a value (DMN 1.5, 6.3).</summary>
abstract class DrgElement(string id, string name)
{
    public string Id { get; } = id;

    /// <summary>The name by which expressions know it.</summary>
    public string Name { get; } = name;

    /// <summary>Its value in this evaluation; null when there is none.</summary>
    public abstract FeelValue? Value(Frame frame);
}
