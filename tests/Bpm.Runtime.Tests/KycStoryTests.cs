using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>The shipped KYC onboarding: documents side by side, one that is sent back alone, and three levels of risk.</summary>
public sealed class KycStoryTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_customer_of_low_risk_is_accepted_without_a_decision_by_a_person()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);
        Assert.Equal("checkDocument checkDocument", await story.Open());

        await Check(story, "passport", "valid");
        await Check(story, "proof of address", "valid");

        await story.EndsAt("accepted");
        Assert.True(File.Exists(Path.Combine(_database.Folder, "archive", $"{story.Key}.json")));
        Assert.Equal(["passport", "proof of address"], ((FeelList)await story.Variable("checkedDocuments")).Items.Select(d => ((FeelContext)d).TryGet("document", out var name) ? name.Text : ""));
    }

    [Fact]
    public async Task Only_the_document_that_is_not_valid_goes_back_to_the_customer()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);

        await Check(story, "passport", "invalid");
        Assert.Equal("checkDocument requestDocument", await story.Open());
        await Check(story, "proof of address", "valid");
        Assert.Equal("requestDocument", await story.Open());
        await story.Do("dora", "requestDocument", ("answer", Text("new")));
        Assert.Equal("checkDocument", await story.Open());
        await Check(story, "passport", "valid");

        await story.EndsAt("accepted");
        Assert.Equal((3, 1), (await story.Times("checkDocument"), await story.Times("requestDocument")));
    }

    [Fact]
    public async Task A_message_that_the_document_came_takes_the_place_of_the_task()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);
        await Check(story, "passport", "invalid");
        await Check(story, "proof of address", "invalid");
        Assert.Equal("requestDocument requestDocument", await story.Open());

        await story.Tell("dora", "kyc-document", ("document", Text("passport")));

        Assert.Equal("checkDocument requestDocument", await story.Open());
        await Check(story, "passport", "valid");
        Assert.Equal("requestDocument", await story.Open());
    }

    [Fact]
    public async Task A_customer_who_gives_up_ends_the_checks_of_the_other_documents_too()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);
        await Check(story, "passport", "invalid");

        await story.Do("dora", "requestDocument", ("answer", Text("gaveUp")));

        await story.EndsAt("givenUp");
    }

    [Fact]
    public async Task Documents_that_are_not_there_after_thirty_days_end_the_onboarding()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node);
        await Check(story, "passport", "invalid");
        await story.Pass(_database, TimeSpan.FromDays(1));
        Assert.Contains(await node.Get<Escalations>().Open("mark", ["management"], TestContext.Current.CancellationToken), e => e.InstanceKey == story.Key && e.ElementId == "checkDocument");

        await story.Pass(_database, TimeSpan.FromDays(29));

        await story.EndsAt("givenUp");
    }

    [Theory]
    [InlineData("world", 500, false, "reviewCustomer", "anna")]
    [InlineData("home", 200_000, false, "reviewCustomer", "anna")]
    [InlineData("world", 2_000_000, false, "decideCompliance", "mark")]
    [InlineData("home", 500, true, "decideCompliance", "mark")]
    [InlineData("listed", 500, false, "decideCompliance", "mark")]
    public async Task The_risk_says_who_decides_and_who_decides_may_refuse(string country, int volume, bool exposed, string task, string by)
    {
        await using var node = await Story.Stage(_database);
        foreach (var (decision, end) in new[] { ("accept", "accepted"), ("refuse", "refused") })
        {
            var story = await Begin(node, country, volume, exposed);
            await Check(story, "passport", "valid");
            await Check(story, "proof of address", "valid");
            Assert.Equal(task, await story.Open());

            await story.Do(by, task, ("acceptance", Text(decision)), ("acceptanceNote", Text("known for years")));
            if (decision == "refuse") await story.Do("dora", "informCustomer", ("informedHow", Text("by letter")));

            await story.EndsAt(end);
        }
    }

    static Task<Story> Begin(TestNode node, string country = "home", int volume = 500, bool exposed = false) => Story.Begin(node, "carl", "kyc-onboarding",
        ("customerNumber", Text("C-77")), ("customer", Text("Lindner Messebau")), ("country", Text(country)), ("yearlyVolume", FeelNumber.Of(volume)),
        ("politicallyExposed", exposed ? FeelBoolean.True : FeelBoolean.False), ("documents", Text("passport, proof of address")));

    static async Task Check(Story story, string document, string verdict) =>
        await story.Do("anna", await story.Task("checkDocument", "document", document), ("verdict", Text(verdict)), ("remark", Text("blurred")));

    static FeelString Text(string text) => new(text);

    public void Dispose() => _database.Dispose();
}
