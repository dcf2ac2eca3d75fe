using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>The shipped employee onboarding: lanes say who prepares what, and the first day comes whether all is ready or not.</summary>
public sealed class OnboardingStoryTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task Three_departments_prepare_a_first_day_and_the_mentor_welcomes_the_colleague()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);
        Assert.Equal("planFirstWeeks prepareWorkplace setUpPayroll", await story.Open());
        Assert.Equal(_database.Clock.Now.AddDays(13), (await story.Task("setUpPayroll")).DueAt);

        await story.Do("anna", "setUpPayroll", ("payrollNumber", Text("P-9")));
        await story.Do("ben", "prepareWorkplace", ("workplace", Text("second floor")), ("accountsCreated", FeelBoolean.True));
        await story.Do("carl", "planFirstWeeks", ("plan", Text("look around")));
        Assert.Equal("", await story.Open());
        await story.Pass(_database, TimeSpan.FromDays(15));
        Assert.Equal("", await story.Open());
        await story.Pass(_database, TimeSpan.FromDays(3));
        Assert.Equal("dora", (await story.Task("welcome")).Assignee);
        await story.Do("dora", "welcome", ("welcomed", Text("with a cake")));

        await story.EndsAt("onboarded");
        Assert.Equal(1, await story.Times("nothingToChase"));
    }

    [Theory]
    [InlineData("setUpPayroll", "dora", false)]
    [InlineData("setUpPayroll", "anna", true)]
    [InlineData("planFirstWeeks", "anna", false)]
    [InlineData("planFirstWeeks", "dora", true)]
    public async Task A_lane_says_who_may_do_the_work(string task, string user, bool may)
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);

        var claimed = await node.Engine.Claim(await node.Actor(user), (await story.Task(task)).TaskKey);

        Assert.Equal(may, claimed.IsDone);
    }

    [Fact]
    public async Task What_is_overdue_comes_before_the_manager_who_steps_in_and_chases()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);
        await story.Do("anna", "setUpPayroll", ("payrollNumber", Text("P-9")));
        await story.Do("carl", "planFirstWeeks", ("plan", Text("look around")));

        await story.Pass(_database, TimeSpan.FromDays(13));
        Assert.Contains(await node.Get<Escalations>().Open("mark", ["management"], TestContext.Current.CancellationToken), e => e.InstanceKey == story.Key && e.ElementId == "prepareWorkplace");
        await story.Pass(_database, TimeSpan.FromDays(1));
        Assert.Equal("prepareWorkplace stepIn", await story.Open());
        await story.Do("mark", "stepIn", ("measures", Text("a desk from the store")));
        await story.Pass(_database, TimeSpan.FromDays(1));
        Assert.Equal("chase prepareWorkplace", await story.Open());

        // Nobody closes the chase: that does not keep the onboarding alive.
        await story.Do("ben", "prepareWorkplace", ("workplace", Text("store room")));
        await story.Pass(_database, TimeSpan.FromDays(3));
        await story.Do("dora", "welcome", ("welcomed", Text("with a cake")));

        await story.EndsAt("onboarded");
        Assert.Equal(0, await story.Times("nothingToChase"));
    }

    [Fact]
    public async Task A_colleague_who_does_not_come_leaves_preparations_to_be_undone()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);
        await story.Do("anna", "setUpPayroll", ("payrollNumber", Text("P-9")));

        await story.Tell("mark", "hire-withdrawn");
        Assert.Equal("undoPreparations", await story.Open());
        await story.Do("ben", "undoPreparations", ("undone", Text("payroll closed")));

        await story.EndsAt("allUndone");
    }

    Task<Story> Begin(TestNode node) => Story.Begin(node, "mark", "employee-onboarding",
        ("employeeNumber", Text("E-12")), ("employee", Text("Erika")), ("firstDay", Text(_database.Clock.Now.AddDays(18).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))), ("mentor", Text("dora")));

    static FeelString Text(string text) => new(text);

    public void Dispose() => _database.Dispose();
}
