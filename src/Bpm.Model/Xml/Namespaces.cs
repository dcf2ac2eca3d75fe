namespace Bpm.Model;

/// <summary>The XML vocabularies that the reader knows. Those of one engine's forks read alike.</summary>
static class Namespaces
{
    public const string Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public const string BpmnDi = "http://www.omg.org/spec/BPMN/20100524/DI";
    public const string Camunda = "http://camunda.org/schema/1.0/bpmn";
    public const string Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>What only drawing tools read; never executed, so never looked into.</summary>
    static readonly HashSet<string> Drawing =
    [
        BpmnDi, "http://www.omg.org/spec/DD/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0", "http://bpmn.io/schema/bpmn/biocolor/1.0",
        "http://camunda.org/schema/modeler/1.0", "http://operaton.org/schema/modeler/1.0",
        SchemaInstance, "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/",
    ];

    /// <summary>Camunda 7's vocabulary under the names of its ancestor and its forks.</summary>
    static readonly HashSet<string> LikeCamunda7 =
        ["http://activiti.org/bpmn", "http://operaton.org/schema/1.0/bpmn", "http://www.camunda.com/fox"];

    public static readonly string[] Modeler =
        ["http://camunda.org/schema/modeler/1.0", "http://operaton.org/schema/modeler/1.0"];

    public static string Canonical(string @namespace) => LikeCamunda7.Contains(@namespace) ? Camunda : @namespace;

    public static bool IsDrawing(string @namespace) => Drawing.Contains(@namespace);

    public static string Prefix(string @namespace) => @namespace switch
    {
        Bpmn => "bpmn:",
        Camunda => "camunda:",
        Zeebe => "zeebe:",
        _ => "",
    };
}
