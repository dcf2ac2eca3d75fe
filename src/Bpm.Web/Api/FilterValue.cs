using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>
/// What an expression in a filter stands for when somebody asks at some time: that person, his groups, the instant, or an
/// instant so far from it. Nothing else is evaluated: a filter is made by anybody and used by others.
/// </summary>
sealed partial record FilterValue(Actor Actor, DateTimeOffset Now)
{
    const string Known = "${currentUser()}, ${currentUserGroups()}, ${now()} and ${dateTime()} with plusDays(1), minusHours(2) and the like";

    /// <summary>Where a list of names goes.</summary>
    static readonly string[] Lists = ["candidateGroupsExpression"];

    public JsonNode? Of(string name, JsonElement expression)
    {
        if (expression.ValueKind != JsonValueKind.String) throw new BadHttpRequestException($"Expected a text for {name}, but found {expression.GetRawText()}.");
        var text = expression.GetString()!.Trim();
        var isList = Lists.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (Body().Match(text) is not { Success: true } match)
            return isList ? Names(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : JsonValue.Create(text);
        return match.Groups["body"].Value.Trim() switch
        {
            "currentUser()" when !isList => JsonValue.Create(Actor.UserId),
            "currentUserGroups()" when isList => Names(Actor.Groups.Order(StringComparer.Ordinal)),
            var body when Instant().Match(body) is { Success: true } instant && !isList => JsonValue.Create(EngineDate.Text(Moved(instant, name))),
            var body => throw new BadHttpRequestException($"Expected one of {Known} in {name}, but found '{body}'{(isList ? "; a list of groups is wanted" : "")}."),
        };
    }

    static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => JsonValue.Create(n))]);

    DateTimeOffset Moved(Match instant, string name)
    {
        var moved = Now;
        for (var i = 0; i < instant.Groups["unit"].Captures.Count; i++)
        {
            var count = int.Parse(instant.Groups["count"].Captures[i].ValueSpan, CultureInfo.InvariantCulture);
            if (instant.Groups["way"].Captures[i].Value == "minus") count = -count;
            try
            {
                moved = instant.Groups["unit"].Captures[i].Value switch
                {
                    "Years" => moved.AddYears(count),
                    "Months" => moved.AddMonths(count),
                    "Weeks" => moved.AddDays(7.0 * count),
                    "Days" => moved.AddDays(count),
                    "Hours" => moved.AddHours(count),
                    "Minutes" => moved.AddMinutes(count),
                    _ => moved.AddSeconds(count),
                };
            }
            catch (ArgumentOutOfRangeException)
            {
                throw new BadHttpRequestException($"Expected a date within the calendar in {name}, but found '{instant.Value}'.");
            }
        }
        return moved;
    }

    [GeneratedRegex(@"^[$#]\{(?<body>[^{}]*)\}$", RegexOptions.NonBacktracking)]
    private static partial Regex Body();

    [GeneratedRegex(@"^(now|dateTime)\(\)(\.(?<way>plus|minus)(?<unit>Years|Months|Weeks|Days|Hours|Minutes|Seconds)\((?<count>[0-9]{1,6})\))*(\.toDate\(\))?$")]
    private static partial Regex Instant();
}
