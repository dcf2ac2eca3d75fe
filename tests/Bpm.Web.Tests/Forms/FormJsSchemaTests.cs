using System.Text.Json.Nodes;
using Bpm.Feel;
using Bpm.Web.Forms;

namespace Bpm.Web.Tests.Forms;

public sealed class FormJsSchemaTests
{
    static readonly FeelEnvironment Now = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    static readonly FeelContext Variables = FeelContext.Of(("limit", FeelNumber.Of(100)), ("colours", FeelList.Of(new FeelString("red"), new FeelString("blue"))));

    [Fact]
    public void Gives_every_component_its_type()
    {
        var form = Read("""
            {"type":"textfield","key":"name"},{"type":"number","key":"amount"},{"type":"checkbox","key":"ok"},
            {"type":"select","key":"rate","values":[{"label":"Standard","value":"s"},{"label":"Seven","value":7}]},
            {"type":"checklist","key":"tags","values":[{"label":"A","value":"a"},{"label":"B","value":"b"}]},
            {"type":"datetime","subtype":"date","key":"on"},{"type":"datetime","subtype":"time","key":"at"},{"type":"datetime","subtype":"datetime","key":"when"}
            """);

        var result = Check(form, """{"name":"x","amount":1.5,"ok":true,"rate":7,"tags":["b"],"on":"2026-01-31","at":"14:30","when":"2026-01-31T14:30+01:00"}""");

        Assert.Empty(result.Errors);
        Assert.Equal(
            ["string", "number", "boolean", "number", "list", "date", "time", "date and time"], result.Variables.Items.Select(v => v.Value.TypeName));
    }

    [Fact]
    public void Checks_again_what_the_browser_checks()
    {
        var form = Read("""
            {"type":"textfield","key":"name","label":"Name","validate":{"required":true}},
            {"type":"textfield","key":"mail","validate":{"validationType":"email"}},
            {"type":"textfield","key":"code","validate":{"pattern":"^CC-[0-9]{4}$"}},
            {"type":"number","key":"amount","validate":{"max":"=limit"}},
            {"type":"checkbox","key":"terms","label":"Terms","validate":{"required":true}}
            """);

        var errors = Check(form, """{"name":"","mail":"nobody","code":"12","amount":101,"terms":false}""").Errors;

        Assert.Equal(["Expected a value, but it is empty."], errors["name"]);
        Assert.Equal(["Expected an e-mail address."], errors["mail"]);
        Assert.Equal(["Expected text of the form ^CC-[0-9]{4}$."], errors["code"]);
        Assert.Equal(["Expected at most 100."], errors["amount"]);
        Assert.Equal(["Expected 'Terms' to be ticked."], errors["terms"]);
    }

    [Fact]
    public void Says_which_limits_and_conditions_it_cannot_keep()
    {
        var form = Read("""
            {"type":"number","key":"amount","validate":{"max":"=limit +","min":"=least"}},
            {"type":"textfield","key":"centre","conditional":{"hide":"=amount >"}},
            {"type":"textfield","key":"note","conditional":{"hide":"="},"description":"="}
            """);

        Assert.Equal(3, form.Notices.Count);
        Assert.Contains("The min of 'amount' is not checked by the server", form.Notices[0], StringComparison.Ordinal);
        Assert.Contains("The max of 'amount' is not checked by the server: its expression is not understood", form.Notices[1], StringComparison.Ordinal);
        Assert.Contains("The condition that hides 'centre' is not understood", form.Notices[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_asks_nor_takes_what_a_condition_hides()
    {
        var form = Read("""
            {"type":"radio","key":"decision","values":[{"label":"OK","value":"ok"},{"label":"Reject","value":"reject"}]},
            {"type":"group","components":[{"type":"textfield","key":"centre","validate":{"required":true}}],"conditional":{"hide":"=decision != \"ok\""}}
            """);

        Assert.Equal(["decision"], Check(form, """{"decision":"reject","centre":"smuggled"}""").Variables.Items.Select(v => v.Key));
        Assert.Contains("centre", Check(form, """{"decision":"ok"}""").Errors.Keys);
    }

    [Fact]
    public void A_group_with_a_path_changes_that_entry_of_the_variable_only()
    {
        var form = Read("""{"type":"group","path":"order","components":[{"type":"number","key":"amount"}]}""");
        var variables = FeelContext.Of(("order", FeelContext.Of(("id", new FeelString("O-1")), ("amount", FeelNumber.Of(1)))));

        var result = FormCheck.Check(form, Data("""{"order":{"amount":2,"id":"O-2"}}"""), variables, Now);

        Assert.Equal("""{id: "O-1", amount: 2}""", Assert.Single(result.Variables.Items).Value.ToString());
    }

    [Fact]
    public void Choices_may_come_from_variables()
    {
        var form = Read("""{"type":"select","key":"a","valuesExpression":"=colours"},{"type":"select","key":"b","valuesKey":"colours"}""");

        Assert.Equal(["red", "blue"], form.Inputs[0].Options.Select(o => o.Label));
        Assert.Equal(["red", "blue"], form.Inputs[1].Options.Select(o => o.Label));
    }

    [Fact]
    public void Names_what_cannot_be_shown_and_does_not_draw_it()
    {
        var form = Read("""{"type":"hologram","label":"Signature","id":"h"},{"type":"textfield","key":"name"}""");

        Assert.Equal("The component 'hologram' (Signature) cannot be shown here.", Assert.Single(form.Notices));
        Assert.DoesNotContain("hologram", form.Schema, StringComparison.Ordinal);
        Assert.Single(form.Inputs);
    }

    [Theory]
    [InlineData("""{"type":"textfield","key":"name","validate":{"maxLength":1e12}}""", "maxLength")]
    [InlineData("""{"type":"textfield","key":"name","validate":{"minLength":"=99999999999"}}""", "minLength")]
    [InlineData("""{"type":"textfield","key":"name","validate":{"minLength":-1}}""", "minLength")]
    [InlineData("""{"type":"number","key":"name","decimalDigits":29}""", "decimalDigits")]
    [InlineData("""{"type":"number","key":"name","validate":{"max":1e300}}""", "max")]
    public void A_bound_that_is_out_of_range_is_left_out_with_a_notice(string component, string name)
    {
        var form = Read(component);

        Assert.StartsWith($"The {name} of 'name' is not checked by the server", Assert.Single(form.Notices), StringComparison.Ordinal);
        var input = Assert.Single(form.Inputs);
        Assert.Equal((null, null, null, null), (input.MinLength, input.MaxLength, input.Decimals, input.Max));
    }

    [Fact]
    public void A_choice_that_is_too_large_a_number_is_a_problem_in_words()
    {
        var (form, problem) = FormJsReader.Read("""{"components":[{"type":"select","key":"a","values":[1e7000]}]}""", Variables, Now);

        Assert.Null(form);
        Assert.Contains("a choice in it cannot", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Explains_what_is_no_schema(string text)
    {
        var (form, problem) = FormJsReader.Read(text, Variables, Now);

        Assert.Null(form);
        Assert.StartsWith("Expected a form-js schema, but", problem, StringComparison.Ordinal);
    }

    static FormModel Read(string components) => FormJsReader.Read("{\"components\":[" + components + "]}", Variables, Now).Form!;

    static FormResult Check(FormModel form, string json) => FormCheck.Check(form, Data(json), Variables, Now);

    static JsonObject Data(string json) => JsonNode.Parse(json)!.AsObject();
}
