using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Bpm.Web.Decisions;
using Bpm.Web.Shared;

namespace Bpm.Web.Processes;

/// <summary>The deployed processes, and the way a new one gets in: choose files, see what is wrong with them, deploy.</summary>
public sealed partial class ProcessesPage(ProcessEngine engine, Definitions definitions, DeployedDefinitions models, PeopleReads people, CurrentActor current)
{
    IReadOnlyList<(DefinitionRow Row, string? WhyNotStart)>? _rows;
    PeopleNames? _names;
    Upload? _upload;
    DeploymentResult? _result;
    IReadOnlyList<string> _refusals = [];
    string? _rejection;
    string? _search;
    bool _mayDeploy;
    bool _maySeeDecisions;
    bool _isDeploying;

    IEnumerable<(DefinitionRow Row, string? WhyNotStart)> Found => string.IsNullOrWhiteSpace(_search)
        ? _rows ?? []
        : (_rows ?? []).Where(r => r.Row.Label.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase) || r.Row.ProcessId.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase));

    protected override Task OnInitializedAsync() => ReadAsync();

    async Task ReadAsync()
    {
        if (await current.Find() is not { } actor) return;
        _mayDeploy = actor.IsAny(Role.Modeler);
        _maySeeDecisions = DecisionRight.MaySee(actor);
        _names = await people.Names(CancellationToken.None);
        List<(DefinitionRow, string?)> rows = [];
        foreach (var row in await definitions.Latest(CancellationToken.None))
        {
            var model = await models.Find(row.DefinitionKey, CancellationToken.None);
            rows.Add((row, model is null ? "Its file cannot be read any more." : StartRight.WhyNot(actor, model.Definition, row)));
        }
        _rows = rows;
    }

    async Task CheckAsync(FileReading reading)
    {
        (_refusals, _rejection, _result) = (reading.Refusals, null, null);
        if (reading.Files.Count == 0) return;
        var files = Upload.Merge(_upload, reading.Files);
        // A large file takes a moment, which the page's other events must not wait for.
        _upload = await Task.Run(() => Upload.CheckAsync(engine, files));
    }

    void Discard() => (_upload, _refusals, _rejection) = (null, [], null);

    async Task DeployAsync()
    {
        if (_isDeploying || _upload is not { } upload || await current.Find() is not { } actor) return;
        _isDeploying = true;
        try
        {
            var reply = await engine.Deploy(actor, new DeploymentRequest(upload.Files[0].Name, "Web upload", upload.Content));
            _rejection = reply.Rejection?.Message;
            if (!reply.IsDone) return;
            Discard();
            _result = reply.Value;
            await ReadAsync();
        }
        finally
        {
            _isDeploying = false;
        }
    }
}
