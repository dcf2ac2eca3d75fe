namespace Bpm.Runtime;

/// <summary>What a user may do in principle; candidates and managers decide about the single task.</summary>
public enum Role
{
    /// <summary>Starts processes and works on tasks.</summary>
    Staff,

    /// <summary>Has people or groups: gives their tasks to others and receives their escalations.</summary>
    Manager,

    /// <summary>Deploys process definitions and forms.</summary>
    Modeler,

    /// <summary>Looks after running instances: incidents, jobs, variables, cancelling.</summary>
    Operator,

    /// <summary>Everything, and the people themselves.</summary>
    Administrator,

    /// <summary>An external worker: fetches and completes jobs.</summary>
    Worker,
}
