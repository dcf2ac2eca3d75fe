using System.Text;
using Bpm.Engine;

namespace Bpm.Runtime.Tests;

public sealed class DeploymentTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task The_same_content_again_makes_no_new_version()
    {
        await using var node = await TestNode.Start(_database);

        var first = Assert.Single((await node.Deploy(Models.UserTask())).Definitions);
        var again = Assert.Single((await node.Deploy(Models.UserTask())).Definitions);
        var changed = Assert.Single((await node.Deploy(Models.UserTask("camunda:assignee=\"anna\""))).Definitions);

        Assert.Equal((1, true), (first.Version, first.IsNew));
        Assert.Equal((first.Key, false), (again.Key, again.IsNew));
        Assert.Equal((2, true), (changed.Version, changed.IsNew));
    }

    [Fact]
    public async Task One_wrong_file_keeps_all_of_them_out()
    {
        await using var node = await TestNode.Start(_database);

        var reply = await node.Engine.Deploy(await node.Actor("mia"), new DeploymentRequest("two", null, [File("good.bpmn", Models.UserTask()), File("bad.bpmn", "<html/>")]));

        Assert.Equal(RejectionKind.Invalid, reply.Rejection!.Kind);
        Assert.All(reply.Value!.Diagnostics.Where(d => d.Severity == Model.Severity.Error), d => Assert.Equal("bad.bpmn", d.File));
        Assert.Empty(await node.Get<Storage.Definitions>().Latest(CancellationToken.None));
    }

    [Fact]
    public async Task The_same_file_name_twice_keeps_all_files_out()
    {
        await using var node = await TestNode.Start(_database);

        await IsRefused(node, "file-twice", File("a.bpmn", Models.UserTask()), File("a.bpmn", Models.UserTask().Replace("\"test\"", "\"other\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_form_id_twice_keeps_all_files_out()
    {
        await using var node = await TestNode.Start(_database);
        const string form = """{"id":"approve","components":[]}""";

        await IsRefused(node, "form-twice", File("a.bpmn", Models.UserTask()), File("a.form", form), File("b.form", form));
    }

    [Fact]
    public async Task Only_modelers_deploy()
    {
        await using var node = await TestNode.Start(_database);

        var reply = await node.Engine.Deploy(await node.Actor("anna"), new DeploymentRequest("one", null, [File("good.bpmn", Models.UserTask())]));

        Assert.Equal(RejectionKind.Forbidden, reply.Rejection!.Kind);
    }

    [Fact]
    public async Task Faulty_expressions_of_a_form_are_told_with_their_places()
    {
        await using var node = await TestNode.Start(_database);
        const string form =
            """
            { "id": "approve", "components": [
              { "type": "number", "key": "amount", "label": "=\"A\"", "validate": { "max": "=limit +" } },
              { "type": "group", "path": "=", "conditional": { "hide": "amount >" }, "components": [
                { "type": "textfield", "key": "é", "readonly": "=if a then", "properties": { "note": "=)" }, "validate": { "pattern": "=)" } } ] },
              { "type": "select", "key": "kind", "values": [ { "label": "=)", "value": "=)" } ], "conditional": { "hide": "=" } } ] }
            """;

        var check = await node.Engine.Check([File("a.form", form)]);

        Assert.All(check.Diagnostics, d => Assert.Equal("expression-syntax", d.Code));
        var lines = form.Split('\n');
        Assert.Equal(
            [(2, lines[1].IndexOf("\"=limit", StringComparison.Ordinal) + 1), (3, lines[2].IndexOf("\"amount", StringComparison.Ordinal) + 1), (4, lines[3].IndexOf("\"=if", StringComparison.Ordinal) + 1)],
            check.Diagnostics.Select(d => (d.Location.Line, d.Location.Column)));
        Assert.Contains("“hide”", check.Diagnostics[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "malformed-json")]
    [InlineData("{\"components\":[]}", "no-form")]
    [InlineData("[]", "no-form")]
    public async Task A_form_that_is_none_gets_a_diagnostic(string content, string code)
    {
        await using var node = await TestNode.Start(_database);

        var check = await node.Engine.Check([File("a.form", content)]);

        Assert.Equal(code, Assert.Single(check.Diagnostics).Code);
    }

    [Theory]
    [InlineData("${&quot;R/P9999Y&quot;}")]
    [InlineData("R/P9999Y")]
    [InlineData("R/P999999999D")]
    public async Task A_start_timer_that_leaves_the_calendar_gets_a_diagnostic(string cycle)
    {
        await using var node = await TestNode.Start(_database);

        Assert.True((await node.Engine.Check([File("a.bpmn", Models.TimerStart(cycle))])).HasErrors);
    }

    [Fact]
    public async Task A_start_timer_that_is_no_time_is_found_before_anything_is_stored()
    {
        await using var node = await TestNode.Start(_database);

        Assert.True((await node.Engine.Check([File("a.bpmn", Models.TimerStart("now and then"))])).HasErrors);
    }

    [Fact]
    public async Task Starting_an_unknown_process_says_so()
    {
        await using var node = await TestNode.Start(_database);

        var reply = await node.Engine.Start(await node.Actor("carl"), StartRequest.Process("nothing", VariableSet.Empty));

        Assert.Equal(RejectionKind.NotFound, reply.Rejection!.Kind);
        Assert.Contains("nothing", reply.Rejection.Message);
    }

    [Fact]
    public async Task Only_the_starters_that_the_model_names_may_start_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.StartedBy("accounting"));
        var request = StartRequest.Process("test", VariableSet.Empty);

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.Start(await node.Actor("carl"), request)).Rejection!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.Start(await node.Actor("mia"), request)).Rejection!.Kind);
        Assert.True((await node.Engine.Start(await node.Actor("anna"), request)).IsDone);
    }

    static async Task IsRefused(TestNode node, string code, params DeploymentFile[] files)
    {
        var reply = await node.Engine.Deploy(await node.Actor("mia"), new DeploymentRequest("doubles", null, files));

        Assert.Equal(RejectionKind.Invalid, reply.Rejection!.Kind);
        Assert.Equal(code, Assert.Single(reply.Value!.Diagnostics, d => d.Severity == Model.Severity.Error).Code);
        Assert.Empty(await node.Get<Storage.Definitions>().Latest(CancellationToken.None));
    }

    static DeploymentFile File(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));

    public void Dispose() => _database.Dispose();
}
