using Bpm.Connectors;
using Bpm.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>The parts whose constructors are closed to other projects, made here by hand.</summary>
static class ServiceParts
{
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddSingleton(s => new CommitQueue(s.GetRequiredService<Database>()));
        services.AddSingleton<KeySource>();
        services.AddSingleton<InstanceStore>();
        services.AddSingleton<WorkQueue>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Receivers>();
        services.AddSingleton<MessageStore>();
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<DecisionStore>();
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<AuditFeed>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<SavedFilterStore>();
        services.AddSingleton<InstanceRemoval>();
        services.AddSingleton<DefinitionRemoval>();
        services.AddSingleton<AnnotationStore>();
        services.AddSingleton<AnsweredRequestStore>();
        services.AddSingleton<SuspensionStore>();
        services.AddSingleton<JobControl>();
        services.AddSingleton<EngineStores>();
        return services;
    }

    /// <summary>What pages and endpoints read with.</summary>
    public static IServiceCollection AddReads(this IServiceCollection services) => services
        .AddSingleton<Inbox>()
        .AddSingleton<TaskDetails>()
        .AddSingleton<Attachments>()
        .AddSingleton<UserTasks>()
        .AddSingleton<Escalations>()
        .AddSingleton<Definitions>()
        .AddSingleton<Deployments>()
        .AddSingleton<Forms>()
        .AddSingleton<DecisionDefinitions>()
        .AddSingleton<DecisionEvaluations>()
        .AddSingleton<InstanceOverview>()
        .AddSingleton<ElementHistory>()
        .AddSingleton<Variables>()
        .AddSingleton<Timeline>()
        .AddSingleton<Participation>()
        .AddSingleton<Jobs>()
        .AddSingleton<JobRules>()
        .AddSingleton<Subscriptions>()
        .AddSingleton<Messages>()
        .AddSingleton<Incidents>()
        .AddSingleton<SavedFilters>()
        .AddSingleton<PeopleReads>();

    public static IServiceCollection AddEngine(this IServiceCollection services, BpmOptions options)
    {
        services.TryAddSingleton(s => new ConnectorTable(
            ConnectorTable.Shipped(options.Data, options.Connectors, s.GetRequiredService<TimeProvider>())
                .Concat(WithinEngine(s, options.Connectors)).Where(c => !options.Connectors.Off.Contains(c.Type))));
        services.AddSingleton<WakeUp>();
        services.AddSingleton<WorkBell>();
        services.AddSingleton<WorkSweep>();
        services.AddSingleton<TaskNotifications>();
        services.AddSingleton<InstanceRights>();
        services.AddSingleton<Seeding>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<DemoData>();
        services.AddSingleton(s => new People(
            s.GetRequiredService<PeopleReads>(), s.GetRequiredService<PeopleStore>(), s.GetRequiredService<AuditStore>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OpenRequests>();
        services.AddSingleton(s => new RequestMemory(s.GetRequiredService<AnsweredRequestStore>(), s.GetRequiredService<OpenRequests>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new PeopleAdministration(
            s.GetRequiredService<PeopleStore>(), s.GetRequiredService<People>(), s.GetRequiredService<UserTasks>(), s.GetRequiredService<Escalations>(),
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new ProcessEngine(
            s.GetRequiredService<EngineStores>(), s.GetRequiredService<People>(), s.GetRequiredService<ConnectorTable>(),
            s.GetRequiredService<TaskNotifications>(), s.GetRequiredService<WakeUp>(), s.GetRequiredService<WorkBell>(), s.GetRequiredService<TimeProvider>(), options.HotInstances));
        services.AddSingleton(s => new BpmStart(
            s.GetRequiredService<Database>(), s.GetRequiredService<Seeding>(), s.GetRequiredService<DemoData>(),
            options, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<BpmStart>>()));
        services.AddSingleton(s => new WorkPump(
            s.GetRequiredService<WorkQueue>(), s.GetRequiredService<JobRunner>(), s.GetRequiredService<WakeUp>(), s.GetRequiredService<IAlarmClock>(),
            options, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<WorkPump>>()));
        return services;
    }

    // The engine asks the table which jobs have a connector here: these two ask for the engine only when they work.
    static IConnector[] WithinEngine(IServiceProvider s, ConnectorOptions options) =>
    [
        new SendMessageConnector(options, s.GetRequiredService<ProcessEngine>, s.GetRequiredService<TimeProvider>()),
        new StartProcessConnector(options, s.GetRequiredService<ProcessEngine>, s.GetRequiredService<InstanceOverview>(), s.GetRequiredService<TimeProvider>()),
    ];
}
