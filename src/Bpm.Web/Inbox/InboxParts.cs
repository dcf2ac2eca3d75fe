using Bpm.Storage;
using Bpm.Web.App;
using Bpm.Web.Forms;
using Bpm.Web.Shared;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bpm.Web.Inbox;

/// <summary>Registers what the pages of tasks and escalations need beside the engine and its reads.</summary>
public static class InboxParts
{
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.TryAddSingleton<Workload>();
        services.TryAddSingleton<DeployedDefinitions>();
        services.TryAddSingleton<FormLookup>();
        services.TryAddSingleton<TaskReader>();
        services.TryAddScoped<CurrentActor>();
        return services;
    }
}
