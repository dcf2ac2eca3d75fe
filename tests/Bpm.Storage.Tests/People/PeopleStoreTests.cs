namespace Bpm.Storage.Tests;

public sealed class SqlitePeopleStoreTests() : PeopleStoreTests(new SqliteTestDatabase());

public sealed class SqlServerPeopleStoreTests() : PeopleStoreTests(new SqlServerTestDatabase());

public abstract class PeopleStoreTests(TestDatabase place) : StorageContract(place)
{
    static readonly AuditEntry Audit = new(Now, "admin", "ChangePeople");

    PeopleStore People => new(Database, Queue);

    [Fact]
    public async Task A_user_is_found_as_added_and_ids_are_taken_once()
    {
        var ben = User("ben");

        Assert.True(await People.AddUser(ben, Audit, Ct));
        Assert.False(await People.AddUser(User("ben"), Audit, Ct));

        Assert.Equal(ben, await People.FindUser("ben", Ct));
        Assert.Null(await People.FindUser("Ben", Ct));
        Assert.Equal(1, await People.CountUsers(Ct));
        Assert.Equal(1, await Single<long>("SELECT COUNT(*) FROM audit WHERE action = 'ChangePeople'"));
    }

    [Fact]
    public async Task The_failure_that_reaches_the_limit_locks_the_user_out()
    {
        await People.AddUser(User("ben"), Audit, Ct);

        await People.CountFailedSignIn("ben", 2, Now.AddMinutes(5), Audit, Ct);
        Assert.Equal((1, null), await Failures());
        await People.CountFailedSignIn("ben", 2, Now.AddMinutes(5), Audit, Ct);
        Assert.Equal((0, Now.AddMinutes(5)), await Failures());
        await People.ForgetFailedSignIns("ben", Ct);
        Assert.Equal((0, null), await Failures());
        Assert.False(await People.CountFailedSignIn("nobody", 2, Now, Audit, Ct));

        async Task<(int, DateTimeOffset?)> Failures()
        {
            var user = (await People.FindUser("ben", Ct))!;
            return (user.FailedSignIns, user.LockedUntil);
        }
    }

    [Fact]
    public async Task A_user_has_a_manager_roles_and_a_password_that_change()
    {
        await People.AddUser(User("ben"), Audit, Ct);

        Assert.True(await People.ChangeUser(User("ben") with { ManagerId = "mia", Roles = "Staff,Manager" }, Audit, Ct));
        Assert.True(await People.ChangePassword("ben", "hash 2", mustChange: false, Audit, Ct));
        Assert.False(await People.ChangePassword("nobody", "hash", mustChange: false, Audit, Ct));

        var ben = (await People.FindUser("ben", Ct))!;
        Assert.Equal(("mia", "Staff,Manager", "hash 2", false), (ben.ManagerId, ben.Roles, ben.PasswordHash, ben.MustChange));
    }

    [Fact]
    public async Task Groups_have_members_and_a_manager()
    {
        await People.AddUser(User("ben"), Audit, Ct);
        await People.SaveGroup(new("sales", "Sales", null), Audit, Ct);
        await People.SaveGroup(new("sales", "Sales team", "mia"), Audit, Ct);

        Assert.True(await People.AddMember("sales", "ben", Audit, Ct));
        Assert.False(await People.AddMember("sales", "ben", Audit, Ct));

        Assert.Equal(new("sales", "Sales team", "mia"), await People.FindGroup("sales", Ct));
        Assert.Equal(["sales"], await People.GroupsOf("ben", Ct));
        Assert.Equal(["ben"], await People.MembersOf("sales", Ct));
        Assert.True(await People.RemoveUser("ben", Audit, Ct));
        Assert.Empty(await People.MembersOf("sales", Ct));
        Assert.True(await People.RemoveGroup("sales", Audit, Ct));
        Assert.Empty(await People.Groups(Ct));
    }

    [Fact]
    public async Task A_draft_is_kept_for_its_writer_until_the_task_ends()
    {
        var drafts = new DraftStore(Database, Queue);
        var steps = await Committed();
        await drafts.Save(steps.TaskKey, "ben", """{"a":1}""", Now, Ct);
        await drafts.Save(steps.TaskKey, "ben", """{"a":2}""", Now, Ct);

        Assert.Equal("""{"a":2}""", await drafts.Find(steps.TaskKey, "ben", Ct));
        Assert.Null(await drafts.Find(steps.TaskKey, "cara", Ct));

        await Queue.Commit(steps.Complete("ben"), Ct);
        Assert.Null(await drafts.Find(steps.TaskKey, "ben", Ct));
    }

    [Fact]
    public async Task What_concerns_no_instance_has_audit_rows_too()
    {
        var audit = new AuditStore(Database, Queue);
        Assert.Equal(0, await audit.NewestKey(Ct));

        await audit.Add(new(Now, "ann", "SignIn", """{"from":"browser"}"""), Ct);

        Assert.Equal(("ann", "SignIn", null), await Single<(string, string, long?)>("SELECT actor, action, instance_key FROM audit"));
        Assert.Equal(1, await audit.NewestKey(Ct));
    }

    static StoredUser User(string id) => new(id, id + " Berg", null, "hash", "Staff", null, 0, null, true, Now);
}
