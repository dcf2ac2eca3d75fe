using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>Rules for the elements of the graph together: names and ids that tell them apart, and no requirement that leads back (DMN 1.5, 6.2).</summary>
static class GraphChecks
{
    public static void Run(SourceElement[] elements, ModelReading reading)
    {
        foreach (var twice in elements.Where(e => e.Id is not null).GroupBy(e => e.Id).SelectMany(g => g.Skip(1)))
        {
            reading.Fault("duplicate-id", twice.Location, twice.Id, $"Expected each element to have an id of its own, but several have “{twice.Id}”.", "Change the id.");
        }

        foreach (var twice in elements.GroupBy(References.NameOf).SelectMany(g => g.Skip(1)))
        {
            reading.Diagnostics.Warning("duplicate-name", twice.Location, twice.NearestId,
                $"Expected each element to have a name of its own, but several are named “{References.NameOf(twice)}”.", "Rename it, so that expressions can tell them apart.");
        }

        foreach (var unnamed in elements.Where(e => e.Id is null && string.IsNullOrWhiteSpace(e["name"])))
        {
            reading.Fault("missing-id", unnamed.Location, null, $"Expected {unnamed.Name} to have an id, but it has none.", "Give it an id and a name.");
        }

        CheckCycles(elements, reading);
    }

    static void CheckCycles(SourceElement[] elements, ModelReading reading)
    {
        var byId = elements.Where(e => e.Id is not null && e.Name == "decision").DistinctBy(e => e.Id).ToDictionary(e => e.Id!, StringComparer.Ordinal);
        var required = byId.ToDictionary(e => e.Key, e => Required(e.Value).Where(byId.ContainsKey).ToArray());
        HashSet<string> done = [];
        foreach (var start in byId.Keys)
        {
            Visit(start, required, done, cycle => reading.Fault("cyclic-requirements", byId[cycle[0]].Location, cycle[0],
                $"Expected requirements that lead to inputs, but these lead back: {string.Join(" → ", cycle.Select(id => byId[id]["name"] ?? id))}.",
                "Remove one of these requirements."));
        }
    }

    /// <summary>Walks with a stack of its own: a long chain of decisions must not use up the thread's.</summary>
    static void Visit(string start, Dictionary<string, string[]> required, HashSet<string> done, Action<string[]> report)
    {
        Stack<(string Id, int Next)> stack = [];
        List<string> path = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        void Enter(string id)
        {
            done.Add(id);
            places.Add(id, path.Count);
            path.Add(id);
            stack.Push((id, 0));
        }

        if (!done.Contains(start))
        {
            Enter(start);
        }

        while (stack.TryPop(out var at))
        {
            if (at.Next == required[at.Id].Length)
            {
                path.RemoveAt(path.Count - 1);
                places.Remove(at.Id);
                continue;
            }

            stack.Push((at.Id, at.Next + 1));
            var next = required[at.Id][at.Next];
            if (places.TryGetValue(next, out var from))
            {
                report([.. path[from..], next]);
            }
            else if (!done.Contains(next))
            {
                Enter(next);
            }
        }
    }

    static IEnumerable<string> Required(SourceElement decision) => DmnNames.Children(decision, "informationRequirement")
        .SelectMany(r => DmnNames.Children(r, "requiredDecision"))
        .Select(r => r["href"]?.Trim().TrimStart('#') ?? "");
}
