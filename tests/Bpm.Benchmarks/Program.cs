using Bpm.Benchmarks;

var options = new Arguments(args.Length > 0 ? args[1..] : []);
switch (args.FirstOrDefault())
{
    case "load":
        await LoadMode.Run(options);
        return 0;
    case "loops":
        await LoopMode.Run(options);
        return 0;
    case "micro":
        MicroMode.Run(options);
        return 0;
    case "http":
        await HttpMode.Run(options);
        return 0;
    case "workers":
        await WorkersMode.Run(options);
        return 0;
    case "feel":
        await FeelMode.Run(options);
        return 0;
    case "fuzz":
        return FuzzMode.Run(options);
    default:
        await Console.Error.WriteLineAsync("""
            load [W1 W2 W3] [--seconds 10] [--clients 64] [--data folder]
                Durable throughput of the engine beside the bare database writing the same rows; one JSON line per workload.
            loops [sequential-tasks parallel-tasks sequential-jobs parallel-jobs] [--most 10000] [--rounds 3] [--data folder]
                What an item of a loop costs, in loops of 10 to 10,000 items; one JSON line per size.
            feel [words of a task's name] [--rounds 7] [--ms 500]
                Expressions, a decision table and parsing, beside the npm package feelin in the same run; one JSON line per task.
            fuzz [--count 1000000] [--seed 1] [--texts folder]
                Random and mutated expressions; one JSON line with what became of them. Ends with 1 when one of them failed.
            micro
                Single parts by BenchmarkDotNet.
            http --url http://127.0.0.1:5080 [--user demo] [--password demo] [--instances 1000] [--clients 16]
                Starts and finishes instances of invoice-approval over the REST API of a running host; one JSON line.
            workers --url http://127.0.0.1:5080 [--workers 1000] [--rate 200] [--seconds 20] [--user demo] [--password demo]
                How long a job lies until one of many waiting workers has it, over the REST API of a running host; one JSON line.
            """);
        return 1;
}
