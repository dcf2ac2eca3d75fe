namespace Bpm.Model;

/// <summary>Reads <c>zeebe:formDefinition</c>: a deployed form, one that stands in the process, or another application's.</summary>
sealed class Camunda8FormReader(ReadContext context)
{
    const string Embedded = "camunda-forms:bpmn:";

    public Form? Read(SourceElement element)
    {
        if (element.Extensions(Namespaces.Zeebe, "formDefinition").FirstOrDefault() is not { } definition)
        {
            return null;
        }

        SourceText?[] ways = [definition.Find("formId"), definition.Find("formKey"), definition.Find("externalReference")];
        if (ways.Count(w => w is { IsEmpty: false }) != 1)
        {
            context.Diagnostics.Error("form-definition", definition.Location, element.Id,
                $"Expected one of formId, formKey and externalReference in zeebe:formDefinition, but found {ways.Count(w => w is { IsEmpty: false })}.",
                "Choose one form.");
            return null;
        }

        if (ways[0] is { IsEmpty: false } id)
        {
            var binding = definition["bindingType"] == "deployment" ? FormBinding.Deployment : FormBinding.Latest;
            return context.Static(id, "form id", element) is { } formId ? new FormReference(formId, binding) : null;
        }

        if (ways[2] is { IsEmpty: false } external)
        {
            return new ExternalForm(external.Value.Trim());
        }

        var key = ways[1]!.Trim();
        return key.Value.StartsWith(Embedded, StringComparison.Ordinal) ? InProcess(key, element) : new ExternalForm(key.Value);
    }

    EmbeddedForm? InProcess(SourceText key, SourceElement element)
    {
        var id = key.Value[Embedded.Length..];
        if (ProcessOf(element) is { } process && context.Declarations.Form(process, id) is { } form)
        {
            return new EmbeddedForm(form.Text?.Value.Trim() ?? "");
        }

        context.Diagnostics.Error("unknown-form", key.Location, element.Id,
            $"Expected a form “{id}” in the process, but there is none.", "Embed the form again, or bind a deployed form.");
        return null;
    }

    static SourceElement? ProcessOf(SourceElement? element) =>
        element is null or { IsBpmn: true, Name: "process" } ? element : ProcessOf(element.Parent);
}
