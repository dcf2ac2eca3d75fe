using System.Reflection;
using System.Text.RegularExpressions;

namespace Bpm.Web.Tests.Injection;

/// <summary>Who turns text into code. Each place is named here with what its text is; a new one has to say so, too.</summary>
public sealed partial class ParserCallTests
{
    static readonly Dictionary<string, string> Parsers = new()
    {
        ["Bpm.Connectors/Script/ScriptConnector.cs"] = "the script in a header of an uploaded model",
        ["Bpm.Connectors/Settings/ModelExpression.cs"] = "resultExpression and errorExpression in headers of an uploaded model",
        ["Bpm.Dmn/Expressions/BoxedFilter.cs"] = "a constant",
        ["Bpm.Dmn/Expressions/Iterated.cs"] = "a constant",
        ["Bpm.Dmn/Reading/ModelReading.cs"] = "expressions and cells of an uploaded decision",
        ["Bpm.Dmn/Tables/DecisionTableReader.cs"] = "allowed values of an uploaded decision",
        ["Bpm.Dmn/Tables/HitPolicies.cs"] = "constants",
        ["Bpm.Dmn/Tables/OutputClause.cs"] = "a constant",
        ["Bpm.Dmn/Types/ItemDefinitionReader.cs"] = "allowed values of an uploaded decision",
        ["Bpm.Feel/FeelScript.cs"] = "the statements of a script",
        ["Bpm.Model/Xml/Dialects/Camunda7ListenerReader.cs"] = "listeners of an uploaded model",
        ["Bpm.Model/Xml/Expressions/ExpressionReader.cs"] = "attributes and elements of an uploaded model",
        ["Bpm.Runtime/Definitions/FormExpressions.cs"] = "properties of an uploaded form, to tell their faults",
        ["Bpm.Web/Forms/FormJsInputs.cs"] = "properties of a deployed form's schema",
        ["Bpm.Web/Forms/FormJsReader.cs"] = "conditions of a deployed form's schema",
        ["Bpm.Web/Hooks/WebhookSettings.cs"] = "expressions of the settings, against the request as data",
        ["Bpm.Web/Trials/ExpressionTrial.cs"] = "the expression that somebody tries, against the variables beside it and nothing else",
        ["Bpm.Web/Trials/TrialField.cs"] = "input expressions of an uploaded decision",
    };

    [Fact]
    public void Only_texts_of_uploaded_models_and_forms_are_parsed_as_expressions()
    {
        var callers = Sources("*.cs", "*.razor").Where(f => ParserCall().IsMatch(File.ReadAllText(Path.Combine(Root, f))));

        Assert.Equal(Parsers.Keys.Order(StringComparer.Ordinal), callers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_parser_of_values_reaches_no_expression()
    {
        var callers = Sources("*.cs").Where(f => f.StartsWith("Bpm.Feel/", StringComparison.Ordinal) && NewParser().IsMatch(File.ReadAllText(Path.Combine(Root, f))));

        // RangeText reads literals only, as RangeTextTests show; FeelType reads the names of types.
        Assert.Equal(
            ["Bpm.Feel/CamundaExpression.cs", "Bpm.Feel/FeelExpression.cs", "Bpm.Feel/Syntax/RangeText.cs", "Bpm.Feel/Types/FeelType.cs"], callers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Expressions_reach_no_code_of_the_host()
    {
        var reaching = Sources("*.cs").Where(f => f.StartsWith("Bpm.Feel/", StringComparison.Ordinal) && HostCode().IsMatch(File.ReadAllText(Path.Combine(Root, f))));

        Assert.Empty(reaching);
    }

    [Fact]
    public void Pages_and_scripts_write_no_markup_of_their_own()
    {
        var writing = Sources("*.cs", "*.razor", "*.js", "*.mjs").Where(f => RawMarkup().IsMatch(File.ReadAllText(Path.Combine(Root, f))));

        Assert.Empty(writing);
    }

    static string Root { get; } =
        Path.Combine(typeof(ParserCallTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BpmRoot").Value!, "src");

    static IEnumerable<string> Sources(params string[] patterns) => patterns
        .SelectMany(pattern => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !Foreign().IsMatch(file));

    [GeneratedRegex(@"(FeelExpression|CamundaExpression|FeelScript)\.Parse(UnaryTests)?\b")]
    private static partial Regex ParserCall();

    [GeneratedRegex(@"new (Parser|CamundaParser)\(")]
    private static partial Regex NewParser();

    [GeneratedRegex(@"System\.Reflection|Activator\.|Type\.GetType|GetMethod\(|Assembly\.|System\.Linq\.Expressions|Process\.Start|HttpClient|File\.|Environment\.Get")]
    private static partial Regex HostCode();

    [GeneratedRegex(@"MarkupString|AddMarkupContent|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|Html\.Raw")]
    private static partial Regex RawMarkup();

    // Packages, what the build makes of them, and the build's own output.
    [GeneratedRegex(@"(^|/)(node_modules|bin|obj|dist|lib|_framework)/")]
    private static partial Regex Foreign();
}
