using System.Text;
using System.Text.Json;

namespace Bpm.Feel.Tests;

public sealed class FeelJsonTests
{
    public static TheoryData<string> Stored =>
    [
        "null", "true", "12.5", "-79228162514264337593543950335", "\"a\\\"\\u00e9\"", "[]", "{}", "[1, [2, {a: null}]]", "{b: 1, a: 2}",
        "@\"2026-01-31\"", "@\"10:30:00\"", "@\"10:30:00.1234567-03:30\"", "@\"10:30:00@Europe/Berlin\"", "@\"2026-01-31T10:30:00\"",
        "@\"2026-01-31T10:30:00@Europe/Berlin\"", "@\"2026-01-31T10:30:00.1Z\"", "@\"P1Y2M\"", "@\"P0M\"", "@\"PT0S\"", "@\"-P1DT0.5S\"",
        "{\"@date\": \"2026-01-31\"}", "{\"@date\": 1}", "{\"@@date\": {\"@time\": null}}", "{\"@x\": 1}", "{\"@date\": 1, b: 2}", "{\"@\": {\"@\": 1}}",
        "\"2026-01-31\"", "[{d: @\"2026-01-31\"}]", "\"half \\uDCA9 pair\"", "{\"\\uDCA9\": 1}",
    ];

    [Theory]
    [MemberData(nameof(Stored))]
    public void What_is_stored_comes_back_exactly(string expression)
    {
        var value = Feel.Value(expression);

        var json = FeelJson.ToJson(value, tagged: true);

        Assert.Equal(value, FeelJson.Parse(json, tagged: true));
        Assert.Equal(value, FeelJson.FromJson(JsonDocument.Parse(json).RootElement, tagged: true));
        Assert.Equal(value.ToString(), FeelJson.Parse(json, tagged: true).ToString());
    }

    [Theory]
    [InlineData("@\"2026-01-31\"", "\"2026-01-31\"", "{\"@date\":\"2026-01-31\"}")]
    [InlineData("@\"PT1H\"", "\"PT1H\"", "{\"@duration\":\"PT1H\"}")]
    [InlineData("@\"2026-01-31T10:00:00Z\"", "\"2026-01-31T10:00:00Z\"", "{\"@dateTime\":\"2026-01-31T10:00:00Z\"}")]
    [InlineData("{\"@date\": 1}", "{\"@date\":1}", "{\"@@date\":1}")]
    [InlineData("1.50", "1.5", "1.5")]
    [InlineData("[1..2]", "\"[1..2]\"", null)]
    [InlineData("[count]", "[null]", null)]
    public void Plain_is_for_people_and_tagged_for_storage(string expression, string plain, string? tagged)
    {
        var value = Feel.Value(expression);

        Assert.Equal(plain, FeelJson.ToJson(value));
        if (tagged is null)
        {
            Assert.Throws<FeelJsonException>(() => FeelJson.ToJson(value, tagged: true));
        }
        else
        {
            Assert.Equal(tagged, FeelJson.ToJson(value, tagged: true));
        }
    }

    [Fact]
    public void A_date_at_the_deepest_level_comes_back()
    {
        FeelValue value = Feel.Value("@\"2026-01-31\"");
        for (var i = 0; i < FeelJson.MaxDepth; i++)
        {
            value = FeelList.Of(value);
        }

        Assert.Equal(value, FeelJson.Parse(FeelJson.ToJson(value, tagged: true), tagged: true));
        Assert.Throws<FeelJsonException>(() => FeelJson.ToJson(FeelList.Of(value)));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(100_000)]
    public void What_is_nested_too_deeply_is_refused(int depth)
    {
        var json = new string('[', depth) + new string(']', depth);

        Assert.Throws<FeelJsonException>(() => FeelJson.Parse(json));
        Assert.Throws<FeelJsonException>(() => FeelJson.Parse(json, tagged: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("1 2")]
    [InlineData("1e9999")]
    [InlineData("\"\\ud800\"")]
    [InlineData("nul")]
    public void What_is_no_JSON_is_refused(string json) => Assert.Throws<FeelJsonException>(() => FeelJson.Parse(json));

    [Fact]
    public void Reads_a_value_in_the_middle_of_a_document()
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes("""{"a":{"@date":"2026-01-31"},"b":2}"""));
        reader.Read();
        reader.Read();
        reader.Read();

        var value = FeelJson.Read(ref reader, tagged: true);

        Assert.Equal(Feel.Value("@\"2026-01-31\""), value);
        Assert.True(reader.Read());
        Assert.Equal("b", reader.GetString());
    }

    [Fact]
    public void The_last_of_two_equal_keys_counts() => Assert.Equal("{a: 2}", FeelJson.Parse("""{"a":1,"a":2}""").ToString());
}
