using System.Diagnostics;
using Bpm.Runtime;

namespace Bpm.Web.Administration;

/// <summary>What the roles are called and allow, for people who give them.</summary>
static class RoleWords
{
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    public static string Allows(Role role) => role switch
    {
        Role.Staff => "starts processes and works on tasks",
        Role.Manager => "receives escalations and gives tasks to others",
        Role.Modeler => "deploys processes and forms",
        Role.Operator => "looks after instances, jobs and incidents",
        Role.Administrator => "everything, and the people themselves",
        Role.Worker => "a program that fetches and completes jobs",
        _ => throw new UnreachableException(),
    };

    public static string List(IReadOnlySet<Role> roles) => roles.Count == All.Count ? "every role" : string.Join(", ", roles.Order());
}
