using System.Text.Json;
using Bpm.Connectors;
using Bpm.Connectors.Tests;
using Bpm.Feel;

namespace Bpm.Runtime.Tests;

/// <summary>The shipped shipping documents, in the dialect of Camunda 8: split, classify, check, and one that goes its own way.</summary>
public sealed class ShippingStoryTests : IDisposable
{
    const string Lading = "Bill of Lading\nShipment SH-4711";
    const string Packing = "Packing list\nShipment SH-4711, 12 boxes";
    const string Invoice = "Commercial invoice\nShipment SH-4711\nTotal 1200.00 EUR";

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_bundle_that_key_words_tell_is_handed_over_without_a_person()
    {
        await using var node = await Story.Stage(_database);

        var story = await Begin(node, Lading, Packing, Invoice);

        await story.EndsAt("handedOver");
        Assert.Equal(3, await story.Times("handleDocument"));
        using var archived = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_database.Folder, "archive", $"{story.Key}.json"), TestContext.Current.CancellationToken));
        Assert.Equal(["bill-of-lading", "packing-list", "invoice"], archived.RootElement.GetProperty("variables").GetProperty("file").GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("kind").GetString()!));
    }

    [Fact]
    public async Task What_key_words_are_not_sure_of_goes_to_a_person()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, Lading, Packing, "Our invoice for SH-4711: 1200.00");
        Assert.Equal("classifyByPerson", await story.Open());

        await story.Do("anna", "classifyByPerson", ("kind", Text("invoice")));

        await story.EndsAt("handedOver");
    }

    [Fact]
    public async Task A_document_with_a_mistake_is_cleared_up_while_the_others_go_on()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, Lading, Packing, "Commercial invoice\nShipment SH-4712");
        Assert.Equal("clearUp", await story.Open());
        Assert.Equal(2, await story.Times("documentReady"));

        await story.Do("dora", "clearUp", ("text", Text("Commercial invoice\nShipment SH-4711")), ("kind", Text("invoice")), ("outcome", Text("corrected")));
        Assert.Equal("clearUp", await story.Open());
        await story.Do("dora", "clearUp", ("text", Text(Invoice)), ("kind", Text("invoice")), ("outcome", Text("corrected")));

        await story.EndsAt("handedOver");
        Assert.Equal(5, await story.Times("checkDocument"));
    }

    [Fact]
    public async Task What_is_set_aside_is_missing_and_what_comes_later_completes_the_file()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, Lading, Packing, "Commercial invoice\nShipment SH-9");
        await story.Do("dora", "clearUp", ("text", Text("x")), ("kind", Text("invoice")), ("outcome", Text("setAside")));
        Assert.Equal("completeFile", await story.Open());

        await story.Do("dora", "completeFile", ("bundle", Text(Invoice)), ("handOver", FeelBoolean.False));

        await story.EndsAt("handedOver");
        Assert.Equal(4, await story.Times("handleDocument"));
    }

    [Fact]
    public async Task A_person_may_hand_over_what_there_is()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, Lading);

        await story.Do("dora", "completeFile", ("handOver", FeelBoolean.True));

        await story.EndsAt("handedOver");
    }

    [Fact]
    public async Task A_language_model_classifies_and_what_it_doubts_goes_to_a_person()
    {
        await using var model = await StubServer.StartAnswering(r => (200,
            r.Body.Contains("Bill of Lading", StringComparison.Ordinal) ? Completion("bill-of-lading", 0.97m)
            : r.Body.Contains("Packing list", StringComparison.Ordinal) ? Completion("packing-list", 0.9m)
            : Completion("other", 0.5m)));
        await using var node = await Story.Stage(_database, c => c.Llm["default"] = new LlmOptions(new Uri(model.Url), "small"));
        await Story.Set(node, "shipping-rules.dmn", "<text>\"key words\"</text>", "<text>\"language model\"</text>");

        var story = await Begin(node, Lading, Packing, Invoice);

        Assert.Equal("classifyByPerson", await story.Open());
        Assert.Equal(3, model.Received.Count);
        Assert.All(model.Received, r => Assert.Equal("/chat/completions", r.Target));
        await story.Do("anna", "classifyByPerson", ("kind", Text("invoice")));
        await story.EndsAt("handedOver");
    }

    [Fact]
    public async Task A_language_model_that_does_not_answer_leaves_the_document_to_a_person()
    {
        await using var model = await StubServer.Start(503);
        await using var node = await Story.Stage(_database, c => c.Llm["default"] = new LlmOptions(new Uri(model.Url), "small"));
        await Story.Set(node, "shipping-rules.dmn", "<text>\"key words\"</text>", "<text>\"language model\"</text>");
        var story = await Begin(node, Lading);
        Assert.Equal("", await story.Open());

        await story.Pass(_database, TimeSpan.FromMinutes(15));

        Assert.Equal("classifyByPerson", await story.Open());
        await story.Do("anna", "classifyByPerson", ("kind", Text("bill-of-lading")));
        Assert.Equal("completeFile", await story.Open());
    }

    static string Completion(string label, decimal confidence) => JsonSerializer.Serialize(new
    {
        choices = new[] { new { finish_reason = "stop", message = new { content = JsonSerializer.Serialize(new { value = label, confidence }) } } },
    });

    static Task<Story> Begin(TestNode node, params string[] documents) => Story.Begin(node, "carl", "shipping-documents",
        ("shipment", Text("SH-4711")), ("customer", Text("Nordwind")), ("bundle", Text(string.Join("\n---\n", documents))));

    static FeelString Text(string text) => new(text);

    public void Dispose() => _database.Dispose();
}
