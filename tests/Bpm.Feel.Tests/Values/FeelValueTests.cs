namespace Bpm.Feel.Tests;

public sealed class FeelValueTests
{
    [Fact]
    public void Contexts_are_equal_whatever_the_order_but_keep_it()
    {
        var one = FeelContext.Of(("a", FeelNumber.Of(1)), ("b", FeelNumber.Of(2)));
        var other = FeelContext.Empty.With("b", FeelNumber.Of(2)).With("a", FeelNumber.Of(1m));

        Assert.Equal<FeelValue>(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(["b", "a"], other.Keys);
    }

    [Fact]
    public void With_leaves_the_original_as_it_was()
    {
        var before = FeelContext.Of(("a", FeelNumber.Of(1)));

        var after = before.With("a", FeelNumber.Of(2));

        Assert.Equal("{a: 1}", before.ToString());
        Assert.Equal("{a: 2}", after.ToString());
    }

    [Fact]
    public void A_large_context_finds_every_entry()
    {
        var context = new FeelContext(Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"k{i}", (FeelValue)FeelNumber.Of(i))));

        Assert.All(Enumerable.Range(0, 100), i => Assert.True(context.TryGet($"k{i}", out var v) && v.Equals(FeelNumber.Of(i))));
        Assert.False(context.TryGet("k100", out _));
    }

    [Theory]
    [InlineData("1.0", "1", true)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("@\"2026-01-31T10:00:00Z\"", "@\"2026-01-31T11:00:00+01:00\"", false)]
    [InlineData("[1, {a: 2}]", "[1, {a: 2}]", true)]
    [InlineData("[1]", "1", false)]
    public void Equality_is_by_content(string one, string other, bool equal) =>
        Assert.Equal(equal, Feel.Value(one).Equals(Feel.Value(other)));

    [Theory]
    [InlineData("@\"2026-01-31T10:00:00+01:00\"", "2026-01-31T09:00:00Z")]
    [InlineData("@\"2026-07-31T10:00:00@Europe/Berlin\"", "2026-07-31T08:00:00Z")]
    [InlineData("@\"2026-07-31T10:00:00\"", null)]
    public void A_date_and_time_with_an_offset_is_an_instant(string expression, string? instant) =>
        Assert.Equal(instant is null ? null : DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), ((FeelDateTime)Feel.Value(expression)).Instant);
}
