namespace Bpm.Model.Tests;

public sealed class FormTests
{
    static BpmnFile Read(Dialect dialect, string attributes, string extensions = "", string process = "") =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:userTask id=\"x\" {attributes}>{Bpmn.Extensions(extensions)}</bpmn:userTask>", extensions: process));

    [Fact]
    public void Reads_generated_forms()
    {
        var form = Assert.IsType<GeneratedForm>(Read(Dialect.Camunda7, "",
            "<camunda:formData businessKey=\"a\">" +
            "<camunda:formField id=\"a\" label=\"Amount\" type=\"long\" defaultValue=\"5\"><camunda:validation><camunda:constraint name=\"required\"/>" +
            "<camunda:constraint name=\"min\" config=\"1\"/><camunda:constraint name=\"max\" config=\"9.5\"/></camunda:validation></camunda:formField>" +
            "<camunda:formField id=\"b\" type=\"enum\"><camunda:value id=\"y\" name=\"Yes\"/><camunda:value id=\"n\"/></camunda:formField>" +
            "<camunda:formField id=\"c\"><camunda:validation><camunda:constraint name=\"readonly\"/><camunda:constraint name=\"minlength\" config=\"2\"/>" +
            "<camunda:constraint name=\"maxlength\" config=\"8\"/></camunda:validation></camunda:formField></camunda:formData>").Node<UserTask>().Form);

        Assert.Equal("a", form.BusinessKeyField);
        Assert.Equal(["a", "b", "c"], form.Fields.Select(f => f.Id));
        var (amount, choice, text) = (form.Fields[0], form.Fields[1], form.Fields[2]);
        Assert.Equal(("Amount", "long", "5", true, 1m, 9.5m), (amount.Label.Text(), amount.Type, amount.DefaultValue.Text(), amount.IsRequired, amount.Min, amount.Max));
        Assert.Equal([new FormOption("y", "Yes"), new FormOption("n", "n")], choice.Options);
        Assert.Equal(("string", true, 2, 8), (text.Type, text.IsReadOnly, text.MinLength, text.MaxLength));
    }

    [Fact]
    public void Reads_form_properties()
    {
        var form = Assert.IsType<GeneratedForm>(Read(Dialect.Camunda7, "",
            "<camunda:formProperty id=\"p\" name=\"P\" variable=\"v\" type=\"boolean\" required=\"true\" writable=\"false\" default=\"true\"/>").Node<UserTask>().Form);

        var field = Assert.Single(form.Fields);
        Assert.Equal(("v", "P", "boolean", true, true, "true"), (field.Id, field.Label.Text(), field.Type, field.IsRequired, field.IsReadOnly, field.DefaultValue.Text()));
    }

    [Theory]
    [InlineData("camunda:formRef=\"f\" camunda:formRefBinding=\"latest\"", FormBinding.Latest, null)]
    [InlineData("camunda:formRef=\"f\" camunda:formRefBinding=\"deployment\"", FormBinding.Deployment, null)]
    [InlineData("camunda:formRef=\"f\" camunda:formRefBinding=\"version\" camunda:formRefVersion=\"3\"", FormBinding.Version, 3)]
    public void Reads_references_to_deployed_forms(string attributes, FormBinding binding, int? version)
    {
        Assert.Equal(new FormReference("f", binding, version), Read(Dialect.Camunda7, attributes).Node<UserTask>().Form);
    }

    [Fact]
    public void Reads_the_keys_of_other_applications_forms()
    {
        Assert.Equal(new ExternalForm("embedded:app:f.html"), Read(Dialect.Camunda7, "camunda:formKey=\"embedded:app:f.html\"").Node<UserTask>().Form);
        Assert.Equal(new ExternalForm("k"), Read(Dialect.Camunda8, "", "<zeebe:formDefinition formKey=\"k\"/>").Node<UserTask>().Form);
        Assert.Equal(new ExternalForm("k"), Read(Dialect.Camunda8, "", "<zeebe:formDefinition externalReference=\"k\"/>").Node<UserTask>().Form);
    }

    [Fact]
    public void Reads_the_forms_of_camunda_8()
    {
        var embedded = Read(Dialect.Camunda8, "", "<zeebe:formDefinition formKey=\"camunda-forms:bpmn:f1\"/>",
            "<zeebe:userTaskForm id=\"f1\">{ \"components\": [] }</zeebe:userTaskForm>");
        var deployed = Read(Dialect.Camunda8, "", "<zeebe:formDefinition formId=\"f\" bindingType=\"deployment\"/>");

        Assert.Equal(new EmbeddedForm("{ \"components\": [] }"), embedded.Node<UserTask>().Form);
        Assert.Equal(new FormReference("f", FormBinding.Deployment), deployed.Node<UserTask>().Form);
    }

    [Fact]
    public void Locates_a_mistake_inside_an_embedded_form()
    {
        var xml = Bpmn.Process(Dialect.Camunda8, "<bpmn:task id=\"x\"/>",
            extensions: "<zeebe:userTaskForm id=\"f1\">\n{\n  \"é\": [ §\n}\n</zeebe:userTaskForm>");

        Assert.Equal(Bpmn.Place(xml, "§"), Bpmn.Read(xml).Error("form-schema").Location);
    }

    [Theory]
    [InlineData(Dialect.Camunda7, "camunda:formRef=\"f\"", "", "form-binding")]
    [InlineData(Dialect.Camunda7, "camunda:formRef=\"f\" camunda:formRefBinding=\"version\"", "", "form-version")]
    [InlineData(Dialect.Camunda7, "camunda:formRef=\"f\" camunda:formRefBinding=\"newest\"", "", "unsupported-attribute")]
    [InlineData(Dialect.Camunda7, "camunda:formRef=\"f\" camunda:formRefBinding=\"latest\" camunda:formKey=\"k\"", "", "several-forms")]
    [InlineData(Dialect.Camunda7, "", "<camunda:formData><camunda:formField id=\"a\" type=\"colour\"/></camunda:formData>", "form-field-type")]
    [InlineData(Dialect.Camunda7, "", "<camunda:formData><camunda:formField type=\"long\"/></camunda:formData>", "form-field-id")]
    [InlineData(Dialect.Camunda7, "", "<camunda:formData><camunda:formField id=\"a\"/><camunda:formField id=\"a\"/></camunda:formData>", "form-field-id")]
    [InlineData(Dialect.Camunda7, "", "<camunda:formData><camunda:formField id=\"a\"><camunda:validation><camunda:constraint name=\"min\" config=\"x\"/></camunda:validation></camunda:formField></camunda:formData>", "form-constraint")]
    [InlineData(Dialect.Camunda7, "", "<camunda:formData><camunda:formField id=\"a\"><camunda:validation><camunda:constraint name=\"validator\" config=\"a.B\"/></camunda:validation></camunda:formField></camunda:formData>", "form-constraint")]
    [InlineData(Dialect.Camunda8, "", "<zeebe:formDefinition/>", "form-definition")]
    [InlineData(Dialect.Camunda8, "", "<zeebe:formDefinition formId=\"a\" formKey=\"b\"/>", "form-definition")]
    [InlineData(Dialect.Camunda8, "", "<zeebe:formDefinition formKey=\"camunda-forms:bpmn:none\"/>", "unknown-form")]
    public void Refuses_wrong_forms(Dialect dialect, string attributes, string extensions, string code)
    {
        Assert.Equal("x", Read(dialect, attributes, extensions).Error(code).ElementId);
    }

    [Theory]
    [InlineData("<zeebe:userTaskForm id=\"f\">[1]</zeebe:userTaskForm>", "form-schema")]
    [InlineData("<zeebe:userTaskForm id=\"f\"/>", "form-schema")]
    [InlineData("<zeebe:userTaskForm>{}</zeebe:userTaskForm>", "form-id")]
    public void Refuses_wrong_embedded_forms(string form, string code)
    {
        Read(Dialect.Camunda8, "", process: form).Error(code);
    }
}
