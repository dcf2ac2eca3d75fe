using System.Text;

namespace Bpm.Model.Tests;

/// <summary>The page that says what becomes of every element and attribute is made of the tables that the reader itself uses.</summary>
public sealed class SupportPageTests
{
    const string Start = """
        # What becomes of BPMN

        Every element and attribute of BPMN 2.0 and of the vocabularies of Camunda 7 and Camunda 8, as the reader treats it.
        **Executed**: it has its effect. **Ignored**: it is cosmetic and has none; where that may surprise, the upload says so and why.
        **Refused**: the upload is refused, marks the place and says what to do instead. What stands in no line is refused as unknown;
        vocabularies of other vendors are ignored with a warning.

        Listeners: an expression that sets a variable, or a script in FEEL, is evaluated in place; a class, delegate expression or
        Camunda 8 execution listener is a job that holds the element, or the end of the process, up until it is done; that of Camunda 7's
        update, assignment or timeout does not. Task listeners of Camunda 8 are asked before: the task stays as it was until all of them have
        answered, one that denies ends it, and what they correct is part of what is done. The job's worker gets the listener's headers or fields. Refused are
        jobs on sequence flows and for tasks that are cancelled (Camunda 8's canceling): a task ends in the step that ends it, and nothing waits there.

        A parallel multiple start event begins an instance with its first event, which then waits for the others; a timer among them
        counts from then. Correlation keys: the property values are found in the message's variables by their message paths, in FEEL.

        Lanes: with the process's property `lanes` = `candidateGroups` (`camunda:property` or `zeebe:property`), a user task that names
        nobody is offered to the group called like the innermost lane that it is drawn in. Otherwise lanes are only shown.

        Compensation: what is undone begins at once, the last completed first. With the process's property `compensation` = `sequential` each
        begins when the one before is undone, for events that wait.

        Timers: a cycle that could not fire in time, because nothing ran, fires once for what it missed and goes on at the next instant of
        its grid. In a cycle with a number of repetitions those that were missed count.

        This page is generated: `BPM_WRITE_DOCS=1 bash tests/run model` writes it.

        """;

    static readonly (string Name, string Members)[] Groups =
    [
        ("flow nodes", ElementGroups.FlowNodes), ("activities", ElementGroups.Activities), ("tasks", ElementGroups.Tasks), ("gateways", ElementGroups.Gateways),
        ("events", ElementGroups.Events), ("catching events", ElementGroups.CatchEvents), ("throwing events", ElementGroups.ThrowEvents),
        ("event definitions", ElementGroups.EventDefinitions), ("expressions", ElementGroups.Expressions), ("processes and subprocesses", ElementGroups.Scopes),
    ];

    [Fact]
    public void The_page_is_up_to_date_with_the_tables()
    {
        var path = Path.Combine(Repository.Root, ".docs", "bpmn-support.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable("BPM_WRITE_DOCS") is "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == page, "Expected .docs/bpmn-support.md to say what the tables say: run BPM_WRITE_DOCS=1 bash tests/run model.");
    }

    static string Page()
    {
        var page = new StringBuilder(Start.ReplaceLineEndings("\n"));
        Write(page, "BPMN 2.0", "", BpmnElements.Table, BpmnAttributes.Table);
        Write(page, "Camunda 7", "camunda:", Camunda7Elements.Table, Camunda7Attributes.Table);
        Write(page, "Camunda 8", "zeebe:", Camunda8Elements.Table, Camunda8Attributes.Table);
        return page.ToString();
    }

    static void Write(StringBuilder page, string vocabulary, string prefix, VocabularyTable elements, VocabularyTable attributes)
    {
        Write(page, $"{vocabulary}: elements", prefix, "in", elements);
        Write(page, $"{vocabulary}: attributes", prefix, "on", attributes);
    }

    static void Write(StringBuilder page, string title, string prefix, string place, VocabularyTable table)
    {
        page.Append($"\n## {title}\n\n| name | {place} | is | note |\n| --- | --- | --- | --- |\n");
        foreach (var row in table.Rows.OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            var treatment = row.Treatment.ToString().ToLowerInvariant() + (row.Unless is null ? "" : $" unless `{row.Unless.Replace(" ", "`, `", StringComparison.Ordinal)}`");
            page.Append($"| `{prefix}{row.Name}` | {Places(row.On)} | {treatment} | {row.Note} |\n");
        }
    }

    static string Places(string on)
    {
        var left = on.Split(' ').ToList();
        var places = new List<string>();
        foreach (var (name, members) in Groups)
        {
            var all = members.Split(' ');
            if (all.All(left.Contains))
            {
                left.RemoveAll(all.Contains);
                places.Add(name);
            }
        }

        return string.Join(", ", places.Concat(left.Select(l => l == "*" ? "everything" : $"`{l}`")));
    }
}
