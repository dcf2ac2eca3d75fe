using System.Globalization;
using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Bpm.Web.Inbox;

/// <summary>Files and links beside a task: a file is fetched by the API's own address, which sends it to be saved and not shown.</summary>
public sealed partial class TaskFiles
{
    bool _isOver;
    bool _isBusy;
    int _round;
    string _url = "";
    string? _problem;

    [Parameter, EditorRequired]
    public TaskView View { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<AttachmentRow> Files { get; set; } = [];

    /// <summary>Who looks: one removes one's own.</summary>
    [Parameter, EditorRequired]
    public string? UserId { get; set; }

    /// <summary>Does it as the person who is signed in, or gives the reason why not.</summary>
    [Parameter, EditorRequired]
    public Func<Func<Actor, Task<Reply>>, Task<string?>> Send { get; set; } = default!;

    [Inject]
    public ProcessEngine Engine { get; set; } = default!;

    static string Limit => string.Create(CultureInfo.InvariantCulture, $"{ProcessEngine.LargestAttachment / (1024 * 1024)} MB");

    async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        var file = chosen.File;
        (_isOver, _isBusy, _problem) = (false, true, null);
        try
        {
            if (file.Size > ProcessEngine.LargestAttachment)
            {
                _problem = $"{file.Name} is {Size(file.Size)} large, but at most {Limit} can be attached. Attach a link to it instead.";
                return;
            }
            await using var stream = file.OpenReadStream(ProcessEngine.LargestAttachment);
            using var content = new MemoryStream((int)file.Size);
            await stream.CopyToAsync(content);
            var attachment = new Attachment(file.Name, null, file.ContentType.Length == 0 ? null : file.ContentType, null, content.ToArray());
            _problem = await Send(actor => Engine.Attach(actor, View.Task.TaskKey, attachment));
        }
        // A folder dropped by mistake, a file that was moved meanwhile, a connection that broke.
        catch (Exception e) when (e is IOException or JSException or TimeoutException or InvalidOperationException)
        {
            _problem = $"{file.Name} could not be read. If it is a folder, choose a file in it; otherwise try again.";
        }
        finally
        {
            _isBusy = false;
            // A new input forgets the file of the old one, so the same file can be chosen again.
            _round++;
        }
    }

    async Task LinkAsync()
    {
        var url = _url.Trim();
        if (await SendAsync(actor => Engine.Attach(actor, View.Task.TaskKey, new(url, null, null, url, default)))) _url = "";
    }

    async Task<bool> SendAsync(Func<Actor, Task<Reply>> send)
    {
        if (_isBusy) return false;
        _isBusy = true;
        _problem = await Send(send);
        _isBusy = false;
        return _problem is null;
    }

    static string Address(AttachmentRow file) =>
        string.Create(CultureInfo.InvariantCulture, $"/engine-rest/task/{file.TaskKey}/attachment/{file.AttachmentKey}/data");

    static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };
}
