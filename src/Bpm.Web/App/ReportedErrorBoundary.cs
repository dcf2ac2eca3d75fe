using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Bpm.Web.App;

/// <summary>Keeps a page's failure on that page: the person gets a reference, the log gets the exception under the same reference.</summary>
public sealed class ReportedErrorBoundary(ILogger<ReportedErrorBoundary> logger) : ErrorBoundaryBase
{
    string _reference = "";

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = ErrorReference.New();
        logger.LogError(exception, "A page failed; reference {Reference}", _reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<ErrorNotice>(1);
        builder.AddComponentParameter(2, nameof(ErrorNotice.Reference), _reference);
        builder.AddComponentParameter(3, nameof(ErrorNotice.TryAgain), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
