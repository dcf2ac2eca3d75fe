using System.Globalization;
using System.Text.Json;
using Bpm.Feel;

namespace Bpm.Conformance.Tests;

/// <summary>Compares what is expected with what is there; says what differs, or null.</summary>
static class Expectations
{
    public static string? Differs(JsonElement expected, Observation seen)
    {
        foreach (var word in expected.EnumerateObject())
            if (Differs(word.Name, word.Value, seen) is { } difference) return difference;
        return null;
    }

    static string? Differs(string word, JsonElement value, Observation seen) => word switch
    {
        "active" => Lists("active", Texts(value), seen.Active),
        "tasks" => Lists("tasks", Texts(value), seen.Tasks),
        "ended" => value.GetBoolean() == seen.RootHasEnded ? null
            : $"expected the root instance {(value.GetBoolean() ? "to have ended" : "to go on")}, but {(seen.RootHasEnded ? "it has ended" : $"it waits at [{string.Join(", ", seen.Active)}]")}{Because(seen)}",
        "visited" => Counts("visited", value, seen.Visits, seen),
        "completed" => Counts("completed", value, seen.Completions, seen),
        "visitedSum" => value.EnumerateArray().Select(s => Sum(s, seen)).FirstOrDefault(d => d is not null),
        "notVisited" => Texts(value).Where(seen.Visits.Contains).Select(id => $"expected {id} never to be visited, but it was").FirstOrDefault(),
        "order" => Order(Texts(value), seen.Visits),
        "variables" => Variables(value, seen.RootVariables),
        "instances" => value.EnumerateObject().Select(p => Instances(p, seen)).FirstOrDefault(d => d is not null),
        "taskDetails" => value.EnumerateObject().Select(t => Task(t, seen)).FirstOrDefault(d => d is not null),
        "failure" => null,
        _ => $"unknown expectation '{word}'",
    };

    static string Because(Observation seen) => seen.Incidents.Count == 0 ? "" : "; incidents: " + string.Join(" | ", seen.Incidents);

    static string? Lists(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual) =>
        expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)) ? null
            : $"expected {what} [{string.Join(", ", expected)}], but found [{string.Join(", ", actual.Order(StringComparer.Ordinal))}]";

    static string? Counts(string what, JsonElement value, IReadOnlyList<string> actual, Observation seen)
    {
        foreach (var item in value.EnumerateObject())
        {
            var count = actual.Count(id => id == item.Name);
            if (count != item.Value.GetInt32()) return $"expected {item.Name} {what} {item.Value.GetInt32()} times, but found {count}{Because(seen)}";
        }
        return null;
    }

    static string? Sum(JsonElement sum, Observation seen)
    {
        var elements = Texts(sum.GetProperty("elements"));
        var count = seen.Visits.Count(elements.Contains);
        return count == sum.GetProperty("count").GetInt32() ? null
            : $"expected [{string.Join(", ", elements)}] visited {sum.GetProperty("count").GetInt32()} times together, but found {count}";
    }

    static string? Order(IReadOnlyList<string> expected, IReadOnlyList<string> visits)
    {
        var firsts = expected.Select(id => visits.ToList().IndexOf(id)).ToList();
        return firsts.TrueForAll(i => i >= 0) && firsts.SequenceEqual(firsts.Order()) ? null
            : $"expected first visits in the order [{string.Join(", ", expected)}], but found [{string.Join(", ", visits.Distinct().Where(expected.Contains))}]";
    }

    static string? Variables(JsonElement expected, FeelContext actual)
    {
        foreach (var item in expected.EnumerateObject())
        {
            var wanted = FeelJson.FromJson(item.Value);
            var found = actual.TryGet(item.Name, out var value) ? value : FeelNull.Instance;
            if (!FeelJson.Parse(FeelJson.ToJson(found)).Equals(wanted)) return $"expected variable {item.Name} to be {wanted}, but it is {found}";
        }
        return null;
    }

    static string? Instances(JsonProperty process, Observation seen)
    {
        var own = seen.Instances.Where(i => i.ProcessId == process.Name).ToList();
        var (active, ended) = (own.Count(i => !i.HasEnded), own.Count(i => i.HasEnded));
        foreach (var count in process.Value.EnumerateObject())
            if (count.Value.GetInt32() != (count.Name == "active" ? active : ended))
                return $"expected {count.Value.GetInt32()} {count.Name} instances of {process.Name}, but found {active} active and {ended} ended";
        return null;
    }

    static string? Task(JsonProperty expected, Observation seen)
    {
        if (!seen.TaskDetails.TryGetValue(expected.Name, out var task)) return $"expected an open task at {expected.Name}, but there is none";
        foreach (var detail in expected.Value.EnumerateObject())
        {
            string actual = detail.Name switch
            {
                "assignee" => task.Assignee ?? "",
                "candidateUsers" => string.Join(",", task.CandidateUsers.Order(StringComparer.Ordinal)),
                "candidateGroups" => string.Join(",", task.CandidateGroups.Order(StringComparer.Ordinal)),
                "name" => task.Name ?? "",
                "description" => task.Description ?? "",
                "priority" => task.Priority.ToString(CultureInfo.InvariantCulture),
                "due" => Local(task.Due),
                "followUp" => Local(task.FollowUp),
                _ => "?",
            };
            var wanted = detail.Value.ValueKind switch
            {
                JsonValueKind.Array => string.Join(",", Texts(detail.Value).Order(StringComparer.Ordinal)),
                JsonValueKind.Null => "",
                _ when detail.Name is "due" or "followUp" => Local(DateTime.Parse(detail.Value.GetString()!, CultureInfo.InvariantCulture)),
                _ => detail.Value.ToString(),
            };
            if (actual != wanted) return $"expected {detail.Name} of {expected.Name} to be '{wanted}', but it is '{actual}'";
        }
        return null;
    }

    static string Local(DateTimeOffset? at) => at is { } instant ? Local(instant.DateTime) : "";

    static string Local(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(i => i.GetString()!)];
}
