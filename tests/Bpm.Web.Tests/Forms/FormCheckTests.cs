using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Web.Forms;

namespace Bpm.Web.Tests.Forms;

public sealed class FormCheckTests
{
    static readonly FeelEnvironment Now = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("string", "Acme", "\"Acme\"")]
    [InlineData("string", "", "null")]
    [InlineData("long", "1200", "1200")]
    [InlineData("double", "-12.50", "-12.5")]
    [InlineData("date", "2026-01-31", "@\"2026-01-31\"")]
    [InlineData("enum", "b", "\"b\"")]
    public void Gives_the_value_its_type(string type, string typed, string expected)
    {
        var result = Check(Field(type), "{\"field\":\"" + typed + "\"}");

        Assert.Equal(expected, Assert.Single(result.Variables.Items).Value.ToString());
    }

    [Theory]
    [InlineData("long", "abc", "Expected a whole number such as 1200, but got 'abc'.")]
    [InlineData("long", "1.5", "Expected a whole number, but got '1.5'.")]
    [InlineData("double", "1,5", "Expected a number such as 1200.50, but got '1,5'.")]
    [InlineData("date", "31.01.2026", "Expected a date such as 2026-01-31, but got '31.01.2026'.")]
    [InlineData("enum", "c", "Expected one of Apple, Pear, but got 'c'.")]
    public void Says_what_was_expected_when_the_type_is_wrong(string type, string typed, string message)
    {
        var result = Check(Field(type), "{\"field\":\"" + typed + "\"}");

        Assert.Equal(message, Assert.Single(result.Errors["field"]));
        Assert.Empty(result.Variables.Items);
    }

    [Fact]
    public void Keeps_the_bounds_of_the_model()
    {
        Assert.Equal(["Expected at least 1."], Check(Field("long") with { Min = 1 }, """{"field":0}""").Errors["field"]);
        Assert.Equal(["Expected at most 9."], Check(Field("long") with { Max = 9 }, """{"field":10}""").Errors["field"]);
        Assert.Equal(["Expected at least 3 characters, but got 2."], Check(Field("string") with { MinLength = 3 }, """{"field":"ab"}""").Errors["field"]);
        Assert.Equal(["Expected at most 3 characters, but got 4."], Check(Field("string") with { MaxLength = 3 }, """{"field":"abcd"}""").Errors["field"]);
        Assert.Equal(["Expected a value, but it is empty."], Check(Field("string") with { IsRequired = true }, """{"field":"  "}""").Errors["field"]);
        Assert.True(Check(Field("string") with { MinLength = 3 }, "{}").IsValid);
    }

    [Fact]
    public void Drops_what_is_read_only_and_what_the_form_does_not_ask()
    {
        var form = Read(Field("string") with { Id = "amount", IsReadOnly = true }, Field("string"));

        var result = FormCheck.Check(form, Data("""{"amount":"1","field":"x","isAdmin":true}"""), FeelContext.Empty, Now);

        Assert.Equal("field", Assert.Single(result.Variables.Items).Key);
    }

    [Fact]
    public void Labels_and_default_answers_may_be_expressions()
    {
        var label = FeelExpression.Parse("\"Amount in \" + currency").Expression;
        var variables = FeelContext.Of(("currency", new FeelString("EUR")));

        var form = GeneratedFormReader.Read(new GeneratedForm([Field("string") with { Label = label, DefaultValue = FeelExpression.Parse("currency").Expression }]), variables, Now);

        Assert.Equal("Amount in EUR", form.Inputs[0].Label);
        Assert.Equal("EUR", form.Inputs[0].Default?.Text);
    }

    static FormField Field(string type) => new()
    {
        Id = "field",
        Type = type,
        Options = type == "enum" ? [new("a", "Apple"), new("b", "Pear")] : ImmutableArray<FormOption>.Empty,
    };

    static FormModel Read(params FormField[] fields) => GeneratedFormReader.Read(new GeneratedForm([.. fields]), FeelContext.Empty, Now);

    static FormResult Check(FormField field, string json) => FormCheck.Check(Read(field), Data(json), FeelContext.Empty, Now);

    static JsonObject Data(string json) => JsonNode.Parse(json)!.AsObject();
}
