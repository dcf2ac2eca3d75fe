using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Web.Forms;

/// <summary>Finds the form of a user task or start event, whichever of the ways it was modelled.</summary>
public sealed class FormLookup(Storage.Forms deployed, TimeProvider time)
{
    /// <param name="form">As the model has it.</param>
    /// <param name="deploymentKey">Of the process, for forms bound to it.</param>
    /// <param name="variables">What labels, default answers and choices may refer to.</param>
    public async Task<FormSource> Find(Form? form, long deploymentKey, FeelContext variables, CancellationToken ct) => form switch
    {
        null => NoForm.Instance,
        GeneratedForm generated => new FillableForm(GeneratedFormReader.Read(generated, variables, Now)),
        EmbeddedForm embedded => FormJs(embedded.Schema, variables),
        ExternalForm external => new FormElsewhere(external.Key),
        FormReference reference => await Deployed(reference, deploymentKey, ct) is { } row
            ? FormJs(row.SchemaJson, variables)
            : new UnusableForm($"Expected the form '{reference.FormId}'{Where(reference)}, but it is not deployed. Ask a modeler to upload it together with the process."),
        _ => new UnusableForm($"Forms of the kind {form.GetType().Name} cannot be shown."),
    };

    public FeelEnvironment Now => new(time.GetUtcNow());

    FormSource FormJs(string schema, FeelContext variables)
    {
        var (form, problem) = FormJsReader.Read(schema, variables, Now);
        return form is not null ? new FillableForm(form) : new UnusableForm(problem!);
    }

    /// <summary>A deployed form as its reference binds it.</summary>
    public Task<Storage.FormRow?> Deployed(FormReference reference, long deploymentKey, CancellationToken ct) => reference switch
    {
        { Binding: FormBinding.Deployment } => deployed.InDeployment(reference.FormId, deploymentKey, ct),
        { Binding: FormBinding.Version, Version: { } version } => deployed.Version(reference.FormId, version, ct),
        _ => deployed.Latest(reference.FormId, ct),
    };

    static string Where(FormReference reference) => reference.Binding switch
    {
        FormBinding.Deployment => " in the deployment of this process",
        FormBinding.Version => $" in version {reference.Version}",
        _ => "",
    };
}
