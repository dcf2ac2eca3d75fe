namespace Bpm.Model;

/// <summary>How large an uploaded file may be.</summary>
public sealed record BpmnLimits(int MaxBytes = 10 * 1024 * 1024, int MaxDepth = 256)
{
    public static BpmnLimits Default { get; } = new();
}
