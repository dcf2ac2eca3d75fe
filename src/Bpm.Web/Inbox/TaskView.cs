using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using DeployedDefinition = Bpm.Web.Shared.DeployedDefinition;

namespace Bpm.Web.Inbox;

/// <summary>One task as one person sees it at one moment.</summary>
/// <param name="Place">Which item of a loop it is.</param>
public sealed record TaskView(TaskDetail Detail, DeployedDefinition? Definition, KnownPeople People, TaskPart Part, LoopPlace? Place)
{
    public TaskDetailRow Task => Detail.Task;

    public FeelContext Variables { get; } = new(Detail.Variables.Select(v => KeyValuePair.Create(v.Name, v.Value)));

    /// <summary>What may be reported instead of completing it.</summary>
    public IReadOnlyList<TaskExit> Exits => Task is { IsOpen: true, IsDelegated: false, IsSuspended: false } && (Part.IsMine || Part.MayClaim) && Definition is { } d ? TaskExits.Of(d.Definition, Task.ElementId) : [];

    public string Process => Task.ProcessName ?? Task.ProcessId;
}

/// <summary>What the person may do with the task. Pages offer by it; whether it is done, the engine decides.</summary>
public sealed record TaskPart
{
    public bool MaySee { get; init; }
    public bool IsMine { get; init; }
    public bool MayClaim { get; init; }
    public bool MayRelease { get; init; }

    /// <summary>It is the person's, who has delegated it.</summary>
    public bool IsOwner { get; init; }
    public bool MayDelegate { get; init; }

    /// <summary>It was delegated to the person.</summary>
    public bool MayGiveBack { get; init; }

    /// <summary>The person has delegated it, or oversees it.</summary>
    public bool MayTakeBack { get; init; }
    public bool MayEscalate { get; init; }
    public bool MayHandOn { get; init; }
    public bool MayComment { get; init; }
}
