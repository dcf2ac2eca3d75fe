using Bpm.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Bpm.Runtime;

/// <summary>Puts the runtime together, for a host or a test.</summary>
public static class BpmServices
{
    /// <summary>
    /// Adds the engine, the people, the reads and the hosted services: <see cref="BpmStart"/> prepares the database before
    /// anything else of the host starts, then the pump and the change feed run. Check <see cref="BpmOptions.Problems"/> first.
    /// </summary>
    public static IServiceCollection AddBpm(this IServiceCollection services, BpmOptions options)
    {
        if (options.TestClock) services.AddSingleton(new TestClock(options.TestClockStart)).AddSingleton<TimeProvider>(s => s.GetRequiredService<TestClock>())
            .AddSingleton(s => new TimeTravel(s.GetRequiredService<TestClock>(), s.GetRequiredService<WorkPump>(), options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new Database(options.ToDatabaseOptions()));
        services.AddStores().AddReads().AddEngine(options);

        services.AddQuartz();
        services.TryAddSingleton<IAlarmClock>(s => new QuartzAlarmClock(s.GetRequiredService<ISchedulerFactory>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<BpmStart>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<WorkPump>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<ChangeFeed>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<WorkSweep>());
        return services;
    }
}
