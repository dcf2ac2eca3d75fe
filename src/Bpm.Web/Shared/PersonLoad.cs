namespace Bpm.Web.Shared;

/// <summary>A person to choose, with how many open tasks are assigned to them.</summary>
public sealed record PersonLoad(string UserId, string Name, int OpenTasks);
