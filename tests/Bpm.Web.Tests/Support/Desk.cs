using System.Security.Claims;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Inbox;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Support;

/// <summary>One signed-in person's browser: pages of the product over the office's engine.</summary>
sealed class Desk : BunitContext
{
    // What a page awaits is a matter of the machine's load: how long is no part of any rule that is tested here.
    static Desk() => DefaultWaitTimeout = TimeSpan.FromMinutes(2);

    public Desk(Office office, string userId)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Share<ProcessEngine>(office);
        Share<InstanceRights>(office);
        Share<People>(office);
        Share<TaskNotifications>(office);
        Share<Database>(office);
        Share<Storage.Inbox>(office);
        Share<TaskDetails>(office);
        Share<Attachments>(office);
        Share<Storage.Escalations>(office);
        Share<Timeline>(office);
        Share<InstanceOverview>(office);
        Share<Incidents>(office);
        Share<SavedFilters>(office);
        Share<Definitions>(office);
        Share<Storage.Forms>(office);
        Share<PeopleReads>(office);
        Share<PeopleAdministration>(office);
        Share<Storage.Messages>(office);
        Services.AddSingleton<TimeProvider>(office.Clock);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(userId));
        Services.AddInbox();
    }

    void Share<T>(Office office) where T : class => Services.AddSingleton(office.Get<T>());

    sealed class SignedIn(string userId) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, userId)], "test"))));
    }
}
