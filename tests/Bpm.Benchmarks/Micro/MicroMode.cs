using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Bpm.Benchmarks;

static class MicroMode
{
    public static void Run(Arguments options)
    {
        // In this process: the parts under test are internal to their projects and need no second build.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkRunner.Run<Parts>(options.Words.Count == 0 ? config : config.AddFilter(new BenchmarkDotNet.Filters.GlobFilter([.. options.Words])));
    }
}
