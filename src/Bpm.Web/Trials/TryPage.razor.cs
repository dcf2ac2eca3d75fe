using Bpm.Runtime;
using Bpm.Web.App;

namespace Bpm.Web.Trials;

/// <summary>Expressions and decisions against pasted variables, for those who write and run models.</summary>
public sealed partial class TryPage(CurrentActor current)
{
    bool _mayTry;
    bool _isRead;

    protected override async Task OnInitializedAsync()
    {
        _mayTry = await current.Find() is { } actor && actor.IsAny(Role.Modeler, Role.Operator);
        _isRead = true;
    }
}
