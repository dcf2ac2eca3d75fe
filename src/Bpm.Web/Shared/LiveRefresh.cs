namespace Bpm.Web.Shared;

/// <summary>
/// Runs a page's refresh at the first piece of news and gathers those that follow closely: one screen never reads more than
/// once per pause, however much happens.
/// </summary>
public sealed class LiveRefresh(TimeProvider time, Func<Task> refresh) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    bool _isRunning;
    bool _isAskedAgain;
    bool _isGone;

    /// <summary>Call it on the page's own dispatcher.</summary>
    public async Task Ask()
    {
        _isAskedAgain = true;
        if (_isRunning) return;
        _isRunning = true;
        try
        {
            while (_isAskedAgain && !_isGone)
            {
                _isAskedAgain = false;
                await refresh();
                await Task.Delay(Pause, time);
            }
        }
        finally
        {
            _isRunning = false;
        }
    }

    public void Dispose() => _isGone = true;
}
