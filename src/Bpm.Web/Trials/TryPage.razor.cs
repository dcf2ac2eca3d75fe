using Bpm.Web.App;
using Bpm.Web.Decisions;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Trials;

/// <summary>Expressions and decisions against pasted variables, for those who write and run models.</summary>
public sealed partial class TryPage(CurrentActor current)
{
    bool _mayTry;
    bool _isRead;

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "decision")]
    public string? Decision { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public int? Version { get; set; }

    bool IsDecision => Tab == "decision" || Decision is not null;

    protected override async Task OnInitializedAsync()
    {
        _mayTry = await current.Find() is { } actor && DecisionRight.MaySee(actor);
        _isRead = true;
    }
}
