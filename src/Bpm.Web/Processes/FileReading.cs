using Bpm.Model;
using Bpm.Runtime;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Bpm.Web.Processes;

/// <summary>Takes chosen or dropped files from the browser piece by piece. A file that cannot be taken is a line for the person, never an exception.</summary>
public sealed class FileReading
{
    const int MostFiles = 50;
    const long MostTogether = 40 * 1024 * 1024;
    static readonly int Largest = BpmnLimits.Default.MaxBytes;

    readonly List<DeploymentFile> _files = [];
    readonly List<string> _refusals = [];

    public static string Limit => $"{Largest / (1024 * 1024)} MB";

    public IReadOnlyList<DeploymentFile> Files => _files;
    public IReadOnlyList<string> Refusals => _refusals;

    public static async Task<FileReading> Read(InputFileChangeEventArgs chosen, CancellationToken ct)
    {
        var reading = new FileReading();
        if (chosen.FileCount > MostFiles)
        {
            reading._refusals.Add($"Expected at most {MostFiles} files at once, but got {chosen.FileCount}. Upload them in parts.");
            return reading;
        }
        var left = MostTogether;
        foreach (var file in chosen.GetMultipleFiles(MostFiles))
        {
            if (file.Size <= left) await reading.Add(file, ct);
            else reading._refusals.Add($"{file.Name} was left out: the files are too large together. Upload it by itself.");
            left -= file.Size;
        }
        return reading;
    }

    async Task Add(IBrowserFile file, CancellationToken ct)
    {
        if (file.Size > Largest)
        {
            _refusals.Add($"{file.Name} is {file.Size / 1048576.0:0.0} MB large, but at most {Limit} can be read. A model of that size cannot be drawn either: split it.");
            return;
        }
        try
        {
            await using var stream = file.OpenReadStream(Largest, ct);
            using var content = new MemoryStream((int)file.Size);
            await stream.CopyToAsync(content, ct);
            _files.Add(new DeploymentFile(file.Name, content.ToArray()));
        }
        // A folder dropped by mistake, a file that was moved meanwhile, a connection that broke.
        catch (Exception e) when (e is IOException or JSException or TimeoutException or InvalidOperationException)
        {
            _refusals.Add($"{file.Name} could not be read. If it is a folder, choose the files in it; otherwise try again.");
        }
    }
}
