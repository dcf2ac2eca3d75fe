using System.Collections.Frozen;
using Bpm.Engine;

namespace Bpm.Runtime.Tests;

public sealed class PeopleAdministrationTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task Only_administrators_manage_people()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        foreach (var userId in new[] { "anna", "mark", "mia", "olga" })
        {
            var actor = await node.Actor(userId);
            Rejection?[] refusals =
            [
                (await people.List(actor)).Rejection,
                (await people.AddUser(actor, "eve", Profile("Eve"))).Rejection,
                (await people.ChangeUser(actor, userId, Profile("Me", Role.Administrator))).Rejection,
                (await people.ResetPassword(actor, "demo")).Rejection,
                (await people.Unlock(actor, "demo")).Rejection,
                (await people.RemoveUser(actor, "ben")).Rejection,
                (await people.AddGroup(actor, "legal", "Legal", null)).Rejection,
                (await people.ChangeGroup(actor, "sales", "Mine", userId)).Rejection,
                (await people.RemoveGroup(actor, "sales")).Rejection,
                (await people.AddMember(actor, "management", userId)).Rejection,
                (await people.RemoveMember(actor, "accounting", "ben")).Rejection,
            ];
            Assert.All(refusals, r => Assert.Equal((RejectionKind.Forbidden, "You may not manage people. Only someone with the role Administrator can."), (r!.Kind, r.Message)));
        }
        Assert.Null(await node.People.Find("eve"));
    }

    [Fact]
    public async Task A_new_person_signs_in_with_the_one_time_password_and_must_change_it()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();

        var password = (await people.AddUser(await node.Actor("demo"), "eve.e@example", Profile(" Eve Ebert ", Role.Staff, Role.Operator) with { ManagerId = "mark" })).Value!;
        var eve = (await node.People.SignIn("eve.e@example", password)).Value!;

        Assert.True(eve.MustChangePassword);
        Assert.Equal(("Eve Ebert", true, true), (eve.Actor.DisplayName, eve.Actor.Is(Role.Operator), eve.Actor.Is(Role.Staff)));
        Assert.Null(await node.People.Verify("eve.e@example", password));
        Assert.True((await node.People.ChangePassword(eve.Actor, password, "my own password")).IsDone);
        Assert.False((await node.People.SignIn("eve.e@example", "my own password")).Value!.MustChangePassword);
    }

    [Fact]
    public async Task A_worker_keeps_its_password_because_a_program_cannot_change_it()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");

        var password = (await people.AddUser(demo, "robot", Profile("Robot", Role.Worker))).Value!;
        Assert.NotNull(await node.People.Verify("robot", password));
        var second = (await people.ResetPassword(demo, "robot")).Value!;

        Assert.NotNull(await node.People.Verify("robot", second));
        Assert.Null(await node.People.Verify("robot", password));
        var both = (await people.AddUser(demo, "both", Profile("Both", Role.Worker, Role.Administrator))).Value!;
        Assert.Null(await node.People.Verify("both", both));
    }

    [Theory]
    [InlineData("", "Expected an id, but it is empty.")]
    [InlineData("eve ebert", "Expected only letters a to z, digits and . - _ @, but the id has ' '.")]
    [InlineData("System", "Expected another id: 'system' is the engine itself.")]
    [InlineData("Anna", "There is a person 'anna' already. Choose another id.")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "Expected an id of at most 64 characters, but it has 65.")]
    public async Task An_id_that_will_not_do_is_refused_in_words(string id, string words)
    {
        await using var node = await TestNode.Start(_database);

        var reply = await node.Get<PeopleAdministration>().AddUser(await node.Actor("demo"), id, Profile("Eve"));

        Assert.Equal(words, reply.Rejection!.Message);
    }

    [Fact]
    public async Task A_person_has_a_name_a_role_and_an_address_that_is_one()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");

        Assert.Equal("Expected a name, but it is empty.", (await people.AddUser(demo, "eve", Profile(" "))).Rejection!.Message);
        Assert.Equal("Expected at least one role, but none is chosen.",
            (await people.AddUser(demo, "eve", Profile("Eve") with { Roles = FrozenSet<Role>.Empty })).Rejection!.Message);
        Assert.Equal("Expected an e-mail address such as name@example.com, but got 'eve'.",
            (await people.AddUser(demo, "eve", Profile("Eve") with { Email = "eve" })).Rejection!.Message);
        Assert.Equal("Expected an existing person as manager, but there is no 'nobody'.",
            (await people.AddUser(demo, "eve", Profile("Eve") with { ManagerId = "nobody" })).Rejection!.Message);
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role_and_stays()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");

        var demoted = await people.ChangeUser(demo, "demo", Profile("Demo", Role.Staff));
        Assert.Equal("Demo Everyone is the last administrator and keeps the role. Make somebody else administrator first.", demoted.Rejection!.Message);

        Assert.True((await people.ChangeUser(demo, "olga", Profile("Olga Orlow", Role.Operator, Role.Administrator))).IsDone);
        Assert.Equal("Expected somebody else: you cannot delete yourself. Ask another administrator.", (await people.RemoveUser(demo, "demo")).Rejection!.Message);
        Assert.True((await people.ChangeUser(demo, "demo", Profile("Demo", Role.Staff))).IsDone);
        var olga = await node.Actor("olga");
        Assert.False((await people.ChangeUser(olga, "olga", Profile("Olga Orlow", Role.Operator))).IsDone);
        Assert.True((await people.RemoveUser(olga, "demo")).IsDone);
    }

    [Fact]
    public async Task Nobody_is_their_own_manager_in_the_end()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");
        Assert.True((await people.ChangeUser(demo, "ben", Profile("Ben Berg") with { ManagerId = "anna" })).IsDone);

        var cycle = await people.ChangeUser(demo, "mark", Profile("Mark Meyer", Role.Manager) with { ManagerId = "ben" });
        var self = await people.ChangeUser(demo, "mark", Profile("Mark Meyer", Role.Manager) with { ManagerId = "mark" });

        Assert.Equal(
            "Expected a manager who does not work for this person, but Ben Berg does: Ben Berg → Anna Ahrens → Mark Meyer.", cycle.Rejection!.Message);
        Assert.Equal("Expected another person as manager: nobody is their own manager.", self.Rejection!.Message);
    }

    [Fact]
    public async Task A_reset_password_voids_the_former_one_at_once_also_where_it_was_remembered()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        Assert.NotNull(await node.People.Verify("anna", "anna"));

        var password = (await people.ResetPassword(await node.Actor("demo"), "anna")).Value!;

        Assert.Null(await node.People.Verify("anna", "anna"));
        Assert.True((await node.People.SignIn("anna", password)).Value!.MustChangePassword);
        Assert.True((await node.People.Renew("anna"))!.MustChangePassword);
    }

    [Fact]
    public async Task A_locked_person_is_shown_and_can_be_unlocked()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");
        for (var i = 0; i < 5; i++) await node.People.SignIn("anna", "wrong");
        Assert.Equal(_database.Clock.Now.AddMinutes(15), await LockedUntil());

        Assert.True((await people.Unlock(demo, "anna")).IsDone);

        Assert.Null(await LockedUntil());
        Assert.True((await node.People.SignIn("anna", "anna")).IsDone);

        async Task<DateTimeOffset?> LockedUntil() => (await people.List(demo)).Value!.People.Single(p => p.UserId == "anna").LockedUntil;
    }

    [Fact]
    public async Task A_person_with_open_tasks_is_not_deleted()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        Assert.True((await node.Engine.Claim(await node.Actor("anna"), task.TaskKey)).IsDone);
        Assert.NotNull(await node.People.Verify("anna", "anna"));

        var refused = await people.RemoveUser(demo, "anna");
        Assert.Equal("Anna Ahrens has 1 open task. Release or assign it to somebody else first.", refused.Rejection!.Message);
        Assert.True((await node.Engine.Assign(await node.Actor("mark"), task.TaskKey, "ben", null)).IsDone);

        Assert.True((await people.RemoveUser(demo, "anna")).IsDone);
        Assert.Null(await node.People.Find("anna"));
        Assert.Null(await node.People.Verify("anna", "anna"));
        Assert.DoesNotContain("anna", (await people.List(demo)).Value!.Groups.Single(g => g.GroupId == "accounting").MemberIds);
    }

    [Fact]
    public async Task A_manager_is_not_deleted_while_others_escalate_to_them()
    {
        await using var node = await TestNode.Start(_database);

        var refused = await node.Get<PeopleAdministration>().RemoveUser(await node.Actor("demo"), "mark");

        Assert.Equal("Mark Meyer is the manager of 5 people. Give them another manager first.", refused.Rejection!.Message);
    }

    [Fact]
    public async Task Groups_are_added_renamed_filled_and_deleted()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");

        Assert.True((await people.AddGroup(demo, "legal", "Legal", null)).IsDone);
        Assert.Equal("There is a group 'legal' already. Choose another id.", (await people.AddGroup(demo, "Legal", "Law", null)).Rejection!.Message);
        Assert.True((await people.ChangeGroup(demo, "legal", "Legal and contracts", "mark")).IsDone);
        Assert.True((await people.AddMember(demo, "legal", "anna")).IsDone);
        Assert.True((await people.AddMember(demo, "legal", "ben")).IsDone);
        Assert.True((await people.RemoveMember(demo, "legal", "anna")).IsDone);

        var legal = (await people.List(demo)).Value!.Groups.Single(g => g.GroupId == "legal");
        Assert.Equal(("Legal and contracts", "mark", "ben"), (legal.Name, legal.ManagerId, Assert.Single(legal.MemberIds)));
        Assert.True((await node.Actor("ben")).Groups.Contains("legal"));
        Assert.True((await people.RemoveGroup(demo, "legal")).IsDone);
        Assert.False((await node.Actor("ben")).Groups.Contains("legal"));
    }

    [Fact]
    public async Task A_group_is_not_deleted_while_open_tasks_wait_for_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        await node.StartProcess();

        var refused = await node.Get<PeopleAdministration>().RemoveGroup(await node.Actor("demo"), "accounting");

        Assert.Equal("Accounting is a candidate for 1 open task. Delete the group when it is finished.", refused.Rejection!.Message);
    }

    [Fact]
    public async Task Every_change_leaves_an_audit_row_with_its_author_and_no_password()
    {
        await using var node = await TestNode.Start(_database);
        var people = node.Get<PeopleAdministration>();
        var demo = await node.Actor("demo");
        var password = (await people.AddUser(demo, "eve", Profile("Eve") with { ManagerId = "mark" })).Value!;
        var second = (await people.ResetPassword(demo, "eve")).Value!;
        await people.ChangeUser(demo, "eve", Profile("Eva", Role.Modeler));
        await people.AddMember(demo, "sales", "eve");
        await people.RemoveUser(demo, "eve");
        await people.ChangeUser(demo, "eve", Profile("Eve"));

        var rows = await AuditOf("demo");

        Assert.Equal(["AddUser", "ResetPassword", "ChangeUser", "AddMember", "RemoveUser"], rows.Select(r => r.Action));
        Assert.Equal("""{"user":"eve","name":"Eva","email":null,"roles":"Modeler","manager":null}""", rows[2].Detail);
        Assert.DoesNotContain(rows, r => r.Detail.Contains(password, StringComparison.Ordinal) || r.Detail.Contains(second, StringComparison.Ordinal));

        async Task<List<(string Action, string Detail)>> AuditOf(string actor)
        {
            await using var connection = await node.Database.Open(CancellationToken.None);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT action, detail FROM audit WHERE actor = '{actor}' ORDER BY audit_key";
            await using var reader = await command.ExecuteReaderAsync();
            List<(string, string)> found = [];
            while (await reader.ReadAsync()) found.Add((reader.GetString(0), reader.GetString(1)));
            return found;
        }
    }

    public void Dispose() => _database.Dispose();

    static UserProfile Profile(string name, params Role[] roles) => new(name, null, (roles.Length == 0 ? [Role.Staff] : roles).ToFrozenSet(), null);
}
