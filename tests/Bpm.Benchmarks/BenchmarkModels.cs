using System.Text;

namespace Bpm.Benchmarks;

/// <summary>
/// The models of the workloads: the files beside the checkout that other engines are measured with, so that numbers
/// compare; where there are none, the same shapes written here.
/// </summary>
static class BenchmarkModels
{
    public static byte[] Chain => Read("w1.plain.bpmn") ?? Model("w1", Line(Enumerable.Range(1, 5).Select(i => Script($"s{i}"))));

    public static byte[] OneUserTask => Read("w2.bpmn") ?? Model("w2", Line(["""<userTask id="approve" name="Approve"/>"""]));

    public static byte[] ForkAndJoin => Read("w3.plain.bpmn") ?? Model("w3", Fork(10));

    public static byte[] TwoHundredNodes => Read("w5.plain.bpmn") ?? Model("w5", Line(Enumerable.Range(1, 198).Select(i => Script($"s{i}"))));

    static byte[]? Read(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Bpm.sln"))) continue;
            var file = Path.Combine(folder.FullName, "..", "shared", "bench", name);
            return File.Exists(file) ? File.ReadAllBytes(file) : null;
        }
        return null;
    }

    static string Script(string id) => $"""<scriptTask id="{id}" name="{id}"><script>x = x + 1</script></scriptTask>""";

    static string Flow(string source, string target) => $"""<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}"/>""";

    static string Line(IEnumerable<string> tasks)
    {
        var nodes = tasks.Prepend("""<startEvent id="start"/>""").Append("""<endEvent id="end"/>""").ToList();
        var ids = nodes.ConvertAll(n => n.Split('"')[1]);
        return string.Concat(nodes) + string.Concat(ids.Zip(ids.Skip(1), Flow));
    }

    static string Fork(int branches)
    {
        var text = new StringBuilder("""<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/><endEvent id="end"/>""")
            .Append(Flow("start", "fork")).Append(Flow("join", "end"));
        for (var i = 1; i <= branches; i++) text.Append(Script($"s{i}")).Append(Flow("fork", $"s{i}")).Append(Flow($"s{i}", "join"));
        return text.ToString();
    }

    static byte[] Model(string id, string content) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions" targetNamespace="http://example.org/bench">
        <process id="{id}" name="{id}" isExecutable="true">{content}</process>
        </definitions>
        """);
}
