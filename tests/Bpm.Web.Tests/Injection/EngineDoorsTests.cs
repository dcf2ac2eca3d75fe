using Bpm.Runtime;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Injection;

/// <summary>Every text that the engine and the administration of people take stays the text it is.</summary>
public sealed class EngineDoorsTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public void Every_door_has_a_case()
    {
        var doors = TextDoors.Of(typeof(ProcessEngine)).Concat(TextDoors.Of(typeof(PeopleAdministration))).Concat(TextDoors.Of(typeof(Bpm.Runtime.People)));

        Assert.Equal(doors.Order(StringComparer.Ordinal), EngineDoors.Cases.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Text_comes_out_as_it_came_in_or_is_refused()
    {
        var doors = await EngineDoors.Open(_office);
        foreach (var (name, pass) in EngineDoors.Cases)
        {
            foreach (var payload in EngineDoors.IsSlow(name) ? [Payloads.Expressions[0], Payloads.Statements[0], Payloads.Markup[0]] : Payloads.All)
            {
                var passage = await pass(doors, payload);
                Assert.True(passage.Refused is not null || passage.Kept == payload, $"{name} made {passage.Kept} of {payload}");
                Assert.DoesNotContain(Payloads.Computed, passage.Refused ?? "", StringComparison.Ordinal);
            }
        }

        Assert.Empty(await StoredText.With(Payloads.Computed, _office.DataFolder));
        Assert.NotEmpty(await StoredText.With(Payloads.Expressions[0], _office.DataFolder));
    }
}
