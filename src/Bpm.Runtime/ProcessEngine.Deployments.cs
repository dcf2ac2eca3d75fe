using Bpm.Engine;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>Uploading models, decisions and forms.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Reads files and says what is wrong with them; stores nothing.</summary>
    public async Task<DeploymentCheck> Check(IReadOnlyList<DeploymentFile> files, CancellationToken ct = default)
    {
        var upload = await Read(files, Now, ct);
        return new DeploymentCheck(upload.Models, upload.Rules.Files, upload.Diagnostics);
    }

    /// <summary>The files, with a warning for each decision that nobody has deployed yet, and what is wrong with settings of connectors.</summary>
    async Task<UploadedFiles> Read(IReadOnlyList<DeploymentFile> files, DateTimeOffset now, CancellationToken ct)
    {
        var upload = UploadedFiles.Read(files, now);
        List<Diagnostic> absent = [];
        foreach (var asked in upload.Asked)
            if (await _decisions.Find(asked.Request, 0, ct) is null) absent.Add(asked.ToWarning());
        return upload with { Diagnostics = [.. upload.Diagnostics, .. absent, .. upload.Models.SelectMany(m => ConnectorSettings.Problems(m, _connectors))] };
    }

    /// <summary>
    /// Deploys files together, all or none. With an error in any of them nothing is stored, and the reply holds the
    /// rejection and the diagnostics.
    /// </summary>
    public async Task<Reply<DeploymentResult>> Deploy(Actor actor, DeploymentRequest request, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Modeler)) return Forbidden("deploy processes", "Modeler");
        var now = Now;
        var upload = await Read(request.Files, now, ct);
        if (upload.HasErrors)
        {
            var errors = upload.Diagnostics.Count(d => d.Severity == Severity.Error);
            return new Reply<DeploymentResult>(
                new DeploymentResult(0, request.Name, now, [], [], upload.Diagnostics),
                new Rejection(RejectionKind.Invalid, $"Nothing was deployed: the files have {errors} {(errors == 1 ? "error" : "errors")}. See each one's remedy and upload again."));
        }

        var stored = await _deployments.Deploy(upload.ToDeployment(request, actor.UserId, now), ct);
        _definitions.ForgetLatest();
        _decisions.ForgetLatest();
        _notifications.Publish(new Change(null, 0, null, nameof(Deploy), actor.Id, now, TouchesTasks: false));
        _wakeUp.Now();
        var result = new DeploymentResult(
            stored.DeploymentKey, request.Name, now,
            [.. stored.Definitions.Select(d => new DeployedDefinition(
                d.DefinitionKey, d.ProcessId, d.Name, d.Version, upload.Process(d.ProcessId).VersionTag, d.ResourceName, d.IsNew))],
            [.. stored.Forms.Select(f => new DeployedForm(f.FormKey, f.FormId, f.Version, upload.FormName(f.FormId), f.IsNew))],
            upload.Diagnostics);
        return result with
        {
            IsNew = stored.IsNew,
            Decisions = [.. stored.Decisions.Select(d => upload.Rules.Deployed(d))],
        };
    }
}
