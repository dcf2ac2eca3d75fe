using System.Security.Claims;
using Bpm.Runtime;
using Microsoft.AspNetCore.Components.Authorization;

namespace Bpm.Web.App;

/// <summary>
/// The signed-in person of this circuit as an actor. The cookie only says who it is; roles and groups are read anew, since a
/// circuit lives for hours and rights change meanwhile.
/// </summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, People people)
{
    /// <summary>Null when nobody is signed in, or the user is gone.</summary>
    public async Task<Actor?> Find(CancellationToken ct = default)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var id = user.Identity?.IsAuthenticated == true ? user.FindFirstValue(ClaimTypes.NameIdentifier) : null;
        return id is null ? null : await people.Find(id, ct);
    }
}
