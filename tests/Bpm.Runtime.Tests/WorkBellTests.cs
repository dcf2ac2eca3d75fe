namespace Bpm.Runtime.Tests;

public sealed class WorkBellTests
{
    static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    readonly FakeClock _time = new();
    readonly WorkBell _bell;

    public WorkBellTests() => _bell = new WorkBell(_time);

    [Fact]
    public async Task A_ring_wakes_the_one_who_waits_longest()
    {
        var (first, second) = (Wait("mail"), Wait("mail"));

        _bell.Ring("mail");
        await first;
        Assert.False(second.IsCompleted);

        _bell.Ring("mail");
        await second;
    }

    [Fact]
    public async Task Only_those_who_wait_for_the_topic_are_woken()
    {
        var (mail, both) = (Wait("mail"), Wait("print", "mail"));

        _bell.Ring("print");
        await both;

        Assert.False(mail.IsCompleted);
        Assert.Equal([("mail", 1)], _bell.Waiting());
    }

    [Fact]
    public async Task What_rings_between_the_look_and_the_wait_is_heard()
    {
        var listened = _bell.Listen();
        _bell.Ring("mail");

        await _bell.Wait(["mail"], isChoosy: false, listened, AnHour, TestContext.Current.CancellationToken);

        Assert.False(Wait("mail").IsCompleted);
    }

    [Fact]
    public async Task Whoever_takes_only_some_of_a_topic_takes_nobodys_turn()
    {
        var (choosy, other) = (_bell.Wait(["mail"], isChoosy: true, _bell.Listen(), AnHour, TestContext.Current.CancellationToken), Wait("mail"));

        _bell.Ring("mail");

        await Task.WhenAll(choosy, other);
    }

    [Fact]
    public async Task The_wait_ends_when_the_time_is_up()
    {
        var wait = Wait("mail");

        _time.Advance(AnHour);
        await wait;

        Assert.Empty(_bell.Waiting());
    }

    [Fact]
    public async Task One_who_goes_away_leaves_the_turn_to_the_next()
    {
        using var gone = new CancellationTokenSource();
        var (first, second) = (_bell.Wait(["mail"], isChoosy: false, _bell.Listen(), AnHour, gone.Token), Wait("mail"));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _bell.Ring("mail");

        await second;
    }

    Task Wait(params string[] topics) => _bell.Wait(topics, isChoosy: false, _bell.Listen(), AnHour, TestContext.Current.CancellationToken);
}
