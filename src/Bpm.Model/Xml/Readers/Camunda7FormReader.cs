using System.Globalization;

namespace Bpm.Model;

/// <summary>The four ways in which Camunda 7 gives a form; exactly one of them may be used.</summary>
sealed class Camunda7FormReader(ReadContext context)
{
    const string Camunda = Namespaces.Camunda;

    public Form? Read(SourceElement element)
    {
        var key = element.Find("formKey", Camunda);
        var reference = element.Find("formRef", Camunda);
        var data = element.Extensions(Camunda, "formData").FirstOrDefault();
        var properties = element.Extensions(Camunda, "formProperty").ToList();
        object?[] ways = [key, reference, data, properties.Count > 0 ? properties : null];
        if (key is not null && reference is not null)
        {
            context.Diagnostics.Error("several-forms", element.Location, element.Id,
                "Expected one form, but found both camunda:formKey and formRef.", "Keep one of them.");
        }
        else if (ways.Count(w => w is not null) > 1)
        {
            context.Diagnostics.Warning("several-forms", element.Location, element.Id,
                "Expected one form, but found several of camunda:formKey, formRef, formData and formProperty; the one that the inbox can show is used.", "Keep one of them.");
        }

        if (reference is { IsEmpty: false })
        {
            return Reference(element, reference);
        }

        return data is not null ? new GeneratedFormReader(context).ReadFormData(data)
            : properties.Count > 0 ? new GeneratedFormReader(context).ReadFormProperties(properties)
            : key is { IsEmpty: false } ? new ExternalForm(key.Value.Trim())
            : null;
    }

    FormReference? Reference(SourceElement element, SourceText reference)
    {
        var binding = element.Find("formRefBinding", Camunda);
        var version = element.Find("formRefVersion", Camunda);
        var id = context.Static(reference, "form id", element)!;
        switch (binding?.Value.Trim())
        {
            case "latest":
                return new FormReference(id, FormBinding.Latest);
            case "deployment":
                return new FormReference(id, FormBinding.Deployment);
            case "version" when int.TryParse(version?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                return new FormReference(id, FormBinding.Version, number);
            case "version":
                context.Diagnostics.Error("form-version", (version ?? binding).Location, element.Id,
                    $"Expected a version number in camunda:formRefVersion, but {(version is null ? "there is none" : $"found “{version.Value}”")}.",
                    "Write the form's version, for example 2.");
                return null;
            case null:
                context.Diagnostics.Error("form-binding", reference.Location, element.Id,
                    "Expected camunda:formRefBinding beside camunda:formRef, but there is none.", "Write latest, deployment or version.");
                return null;
            default:
                // The attribute table has refused any other binding.
                return null;
        }
    }
}
