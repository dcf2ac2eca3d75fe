using Bpm.Model;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>Moving the clock, only where the product was started with <c>Bpm:TestClock=true</c>.</summary>
static class TestClockApi
{
    public static void MapTestClock(this IEndpointRouteBuilder routes)
    {
        var clock = routes.MapGroup("/test/clock").WithTags("Test");
        clock.MapGet("", (TimeTravel travel) => Results.Ok(new ClockDto(EngineDate.Text(travel.Now)))).WithSummary("What the test clock says").Produces<ClockDto>();
        clock.MapPost("", Advance).WithSummary("Move the test clock forward; what falls due happens in order, each at its own instant")
            .Produces<ClockDto>().ProducesError(400);
    }

    static async Task<IResult> Advance(Body<AdvanceDto> body, TimeTravel travel, CancellationToken ct)
    {
        if (!IsoDuration.TryParse(body.Value.Advance, out var by) || by.Months < 0 || by.Time < TimeSpan.Zero)
            return Answers.Invalid($"Expected advance to be an ISO 8601 duration such as PT1H, or PT0S for what is due now, but found '{body.Value.Advance}'.");
        return await travel.Advance(by, ct)
            ? Results.Ok(new ClockDto(EngineDate.Text(travel.Now)))
            : Answers.Invalid($"Expected an instant inside the calendar, but {body.Value.Advance} leads beyond it.");
    }
}

sealed record AdvanceDto(string? Advance);

sealed record ClockDto(string Now);
