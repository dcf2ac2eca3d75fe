using Bpm.Benchmarks;

var options = new Arguments(args.Length > 0 ? args[1..] : []);
switch (args.FirstOrDefault())
{
    case "load":
        await LoadMode.Run(options);
        return 0;
    case "micro":
        MicroMode.Run(options);
        return 0;
    case "http":
        await HttpMode.Run(options);
        return 0;
    default:
        await Console.Error.WriteLineAsync("""
            load [W1 W2 W3] [--seconds 10] [--clients 64] [--data folder]
                Durable throughput of the engine beside the bare database writing the same rows; one JSON line per workload.
            micro
                Single parts by BenchmarkDotNet.
            http --url http://127.0.0.1:5080 [--user demo] [--password demo] [--instances 1000] [--clients 16]
                Starts and finishes instances of invoice-approval over the REST API of a running host; one JSON line.
            """);
        return 1;
}
