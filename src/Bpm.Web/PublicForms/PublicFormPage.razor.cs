using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using DeployedDefinitions = Bpm.Web.Shared.DeployedDefinitions;

namespace Bpm.Web.PublicForms;

/// <summary>
/// Starts the latest version of a process that its model opens to anyone (<see cref="Model.ProcessDefinition.IsPublic"/>). What
/// was sent is checked as everywhere; a form that is sent twice starts once.
/// </summary>
public sealed partial class PublicFormPage(
    ProcessEngine engine, Definitions definitions, DeployedDefinitions models, FormLookup forms, RequestMemory memory, NavigationManager navigation,
    IDataProtectionProvider protection, ILogger<PublicFormPage> log, TimeProvider time)
{
    // What stands on the page comes from here, not from whoever made up a link to it.
    readonly IDataProtector _receipts = protection.CreateProtector("Bpm.PublicForms.Receipt");

    DefinitionRow? _row;
    FormModel? _model;
    JsonObject _data = [];
    IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>();
    string? _documentation;
    string? _reference;
    string? _refusal;
    string _request = "";

    [Parameter]
    public string ProcessId { get; set; } = "";

    /// <summary>The sealed reference of what was sent, once it has arrived: an address that can be read again without sending again.</summary>
    [SupplyParameterFromQuery(Name = "received")]
    public string? Receipt { get; set; }

    [CascadingParameter]
    public HttpContext Context { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _request = Guid.NewGuid().ToString("N");
        var row = await definitions.FindLatest(ProcessId, Context.RequestAborted);
        if (row is { IsStartable: true } && await models.Find(row.DefinitionKey, Context.RequestAborted) is { Definition: { IsPublic: true } process }
            && await forms.Find(process.NoneStart!.Form, row.DeploymentKey, FeelContext.Empty, Context.RequestAborted) is FillableForm form)
        {
            (_row, _model, _documentation) = (row, form.Model, process.NoneStart.Documentation);
            _data = FormStart.Data(form.Model, FeelContext.Empty, null);
            _reference = ReferenceIn(Receipt);
            return;
        }
        Context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    async Task SendAsync()
    {
        if (_row is not { } row || _model is not { } model) return;
        var sent = await Context.Request.ReadFormAsync(Context.RequestAborted);
        _data = PostedAnswers.Read(model, sent);
        _request = sent[PublicForms.RequestField].ToString() is { Length: > 0 and <= 64 } request ? request : _request;
        var result = FormCheck.Check(model, _data, FeelContext.Empty, new FeelEnvironment(time.GetUtcNow()));
        _errors = result.Errors;
        if (!result.IsValid) return;

        var (reference, refusal) = await OnceAsync(row, result.Variables);
        _refusal = refusal;
        if (reference is not null) navigation.NavigateTo($"/new/{Uri.EscapeDataString(ProcessId)}?received={Uri.EscapeDataString(_receipts.Protect(reference))}");
    }

    string? ReferenceIn(string? receipt)
    {
        if (string.IsNullOrEmpty(receipt)) return null;
        try
        {
            return _receipts.Unprotect(receipt);
        }
        catch (CryptographicException)
        {
            // Cut short, made up, or older than the keys: the form is shown.
            return null;
        }
    }

    // Whoever goes back and changes an answer sends something new; who presses twice, or loads again, does not.
    async Task<(string? Reference, string? Refusal)> OnceAsync(DefinitionRow row, VariableSet variables)
    {
        var caller = $"/new/{ProcessId}";
        var key = $"{_request} {RequestMemory.Hash(System.Text.Encoding.UTF8.GetBytes(_data.ToJsonString()))}";
        var known = await memory.Begin(caller, key, "", Context.RequestAborted);
        switch (known.State)
        {
            case RequestState.Answered:
                return (known.Body, null);
            case RequestState.CarriedOut:
                await memory.Forget(caller, key, known);
                return ($"{known.Effect!.Key}", null);
            case RequestState.InProgress:
                return (null, "Your answers are just being taken. Send them again in a moment to see whether they have arrived.");
        }
        string? reference = null;
        memory.Enter(caller, key, known);
        try
        {
            // The version that the form belongs to, even if a newer one was deployed meanwhile.
            var reply = await engine.Start(Actor.Visitor, StartRequest.Definition(row.DefinitionKey, variables));
            if (reply.Value is not { } started)
            {
                // Who suspended it, and why, is no visitor's business.
                log.LogWarning("The public form of {ProcessId} was refused: {Reason}", ProcessId, reply.Rejection!.Message);
                return (null, "Your answers could not be taken at present. What you typed still stands here: try again later.");
            }
            reference = started.BusinessKey is { Length: > 0 } businessKey ? businessKey : $"{started.Key}";
            await memory.Remember(caller, key, known, StatusCodes.Status200OK, null, reference);
            return (reference, null);
        }
        finally
        {
            if (reference is null) await memory.Forget(caller, key, known);
        }
    }
}
