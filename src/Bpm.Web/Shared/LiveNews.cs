using Bpm.Runtime;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Shared;

/// <summary>
/// Put into a page, it has the page read again what it shows whenever the engine tells of a change that concerns it. It
/// listens only while the page is on a screen, and asks at most once per pause.
/// </summary>
public sealed class LiveNews(TaskNotifications notifications, TimeProvider time) : ComponentBase, IDisposable
{
    LiveRefresh? _live;
    IDisposable? _subscription;

    /// <summary>Which changes matter to the page.</summary>
    [Parameter, EditorRequired]
    public Func<Change, bool> Concerns { get; set; } = default!;

    [Parameter, EditorRequired]
    public EventCallback Refresh { get; set; }

    public void Dispose()
    {
        _subscription?.Dispose();
        _live?.Dispose();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _live = new LiveRefresh(time, () => Refresh.InvokeAsync());
        _subscription = notifications.Subscribe(TakeAsync);
    }

    async Task TakeAsync(Change change)
    {
        if (!Concerns(change)) return;
        try
        {
            await InvokeAsync(() => _live?.Ask() ?? Task.CompletedTask);
        }
        // Nobody awaits the news: the page shows what went wrong.
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
