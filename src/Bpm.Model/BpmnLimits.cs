namespace Bpm.Model;

/// <summary>How large an uploaded file may be; attributes are counted for each element.</summary>
public sealed record BpmnLimits(int MaxBytes = 10 * 1024 * 1024, int MaxDepth = 256, int MaxElements = 200_000, int MaxAttributes = 500)
{
    public static BpmnLimits Default { get; } = new();
}
