using Bpm.Engine;

namespace Bpm.Runtime.Tests;

public sealed class PeopleTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task Demo_people_sign_in_with_their_names_and_have_roles_and_groups()
    {
        await using var node = await TestNode.Start(_database);

        var mark = (await node.People.SignIn("mark", "mark")).Value!.Actor;
        var demo = (await node.People.SignIn("demo", "demo")).Value!.Actor;

        Assert.Equal(("Mark Meyer", true, true), (mark.DisplayName, mark.Is(Role.Manager), mark.Groups.Contains("management")));
        Assert.Equal(Enum.GetValues<Role>().Length, demo.Roles.Count);
    }

    [Fact]
    public async Task Five_failures_lock_a_user_out_for_a_quarter_of_an_hour()
    {
        await using var node = await TestNode.Start(_database);
        for (var i = 0; i < 5; i++) Assert.False((await node.People.SignIn("anna", "wrong")).IsDone);

        var locked = await node.People.SignIn("anna", "anna");
        _database.Clock.Advance(TimeSpan.FromMinutes(16));
        var later = await node.People.SignIn("anna", "anna");

        Assert.Equal(RejectionKind.Forbidden, locked.Rejection!.Kind);
        Assert.True(later.IsDone);
    }

    [Fact]
    public async Task A_success_forgets_the_failures_before_it()
    {
        await using var node = await TestNode.Start(_database);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++) await node.People.SignIn("anna", "wrong");
            Assert.True((await node.People.SignIn("anna", "anna")).IsDone);
        }
    }

    [Fact]
    public async Task Every_refusal_reads_the_same()
    {
        await using var node = await TestNode.Start(_database);

        var wrong = (await node.People.SignIn("anna", "wrong")).Rejection!.Message;
        var unknown = (await node.People.SignIn("nobody", "wrong")).Rejection!.Message;
        for (var i = 0; i < 4; i++) await node.People.SignIn("anna", "wrong");
        var locked = (await node.People.SignIn("anna", "anna")).Rejection!.Message;

        Assert.Equal((wrong, wrong), (unknown, locked));
    }

    [Fact]
    public async Task Outside_demo_mode_the_first_start_makes_one_administrator_with_a_one_time_password()
    {
        string password;
        await using (var node = await TestNode.Start(_database, isDemo: false))
        {
            password = node.StartUp.OneTimePassword!;
            var admin = (await node.People.SignIn("admin", password)).Value!;
            Assert.True(admin.MustChangePassword);
            Assert.Null(await node.People.Verify("admin", password));
            Assert.Single(await node.Get<Storage.PeopleReads>().Users(CancellationToken.None));

            Assert.False((await node.People.ChangePassword(admin.Actor, password, "short")).IsDone);
            Assert.True((await node.People.ChangePassword(admin.Actor, password, "a much longer one")).IsDone);
        }

        await using var again = await TestNode.Start(_database, isDemo: false);
        Assert.Null(again.StartUp.OneTimePassword);
        Assert.False((await again.People.SignIn("admin", password)).IsDone);
        Assert.False((await again.People.SignIn("admin", "a much longer one")).Value!.MustChangePassword);
    }

    [Fact]
    public async Task Demo_people_do_not_outlive_demo_mode()
    {
        await using (await TestNode.Start(_database)) { }

        var refused = await Assert.ThrowsAsync<DemoPeopleException>(() => TestNode.Start(_database, isDemo: false));

        Assert.Contains("holds demo people, whose passwords are known to everybody", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verified_credentials_are_remembered_for_a_minute()
    {
        await using var node = await TestNode.Start(_database);

        var first = await node.People.Verify("demo", "demo");
        var second = await node.People.Verify("demo", "demo");
        _database.Clock.Advance(TimeSpan.FromMinutes(2));
        var third = await node.People.Verify("demo", "demo");

        Assert.Same(first, second);
        Assert.NotSame(first, third);
        Assert.Null(await node.People.Verify("demo", "wrong"));
    }

    public void Dispose() => _database.Dispose();
}
