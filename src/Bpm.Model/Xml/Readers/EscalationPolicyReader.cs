using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpm.Model;

/// <summary>The steps of one element's escalation policy and the element that they stand on.</summary>
sealed record EscalationPolicySource(SourceElement Owner, SourceLocation DueDateLocation, ImmutableArray<EscalationStep> Steps)
{
    public bool UsesDueDate => Steps.Any(s => s.Clock == EscalationClock.DueDate);

    /// <summary>A task that inherits its process's policy is marked itself: it is the one that lacks the due date.</summary>
    public SourceLocation LocationFor(SourceElement task) => Owner == task ? DueDateLocation : task.Location;
}

/// <summary>
/// Reads the extension properties <c>escalate-after</c>, <c>escalate-to</c>, <c>escalate-action</c>, <c>escalate-code</c>
/// and, for the further steps of the chain, the same names with <c>-2</c>, <c>-3</c> … behind.
/// </summary>
static partial class EscalationPolicyReader
{
    /// <summary>The policy, or null when the element has none of its own.</summary>
    public static EscalationPolicySource? Read(SourceElement element, ReadContext context)
    {
        var steps = new SortedDictionary<int, Dictionary<string, SourceText>>();
        foreach (var property in context.Extensions.Properties(element).Where(p => p.Name.StartsWith("escalate-", StringComparison.Ordinal)))
        {
            if (PropertyName().Match(property.Name) is not { Success: true } match)
            {
                context.Diagnostics.Error("escalation-property", property.Value.Location, element.Id,
                    $"Expected escalate-after, escalate-to, escalate-action or escalate-code, also with -2, -3 … behind, but found “{property.Name}”.",
                    "Correct the property's name.");
                continue;
            }

            var number = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : 1;
            if (!steps.TryGetValue(number, out var step))
            {
                steps[number] = step = [];
            }

            if (!step.TryAdd(match.Groups[1].Value, property.Value))
            {
                context.Diagnostics.Error("escalation-property", property.Value.Location, element.Id,
                    $"Expected the property “{property.Name}” once, but found it again.", "Give further steps a number: -2, -3 ….");
            }
        }

        return steps.Count == 0 ? null : Policy(steps, element, context);
    }

    static EscalationPolicySource Policy(SortedDictionary<int, Dictionary<string, SourceText>> steps, SourceElement element, ReadContext context)
    {
        var read = ImmutableArray.CreateBuilder<EscalationStep>();
        var dueDateLocation = element.Location;
        foreach (var (number, properties) in steps)
        {
            var any = properties.Values.First();
            if (number > 1 && !steps.ContainsKey(number - 1))
            {
                context.Diagnostics.Error("escalation-step", any.Location, element.Id,
                    $"Expected the escalation steps to be counted without a gap, but there is a step {number} and no step {number - 1}.", "Renumber the steps.");
            }

            if (!properties.TryGetValue("after", out var after))
            {
                context.Diagnostics.Error("escalation-step", any.Location, element.Id,
                    $"Expected escalate-after for step {number}, but there is none.", "Say when the step is due, for example PT4H or due.");
                continue;
            }

            var step = EscalationStepReader.Read(number, properties, after, element, context);
            dueDateLocation = step.Clock == EscalationClock.DueDate ? after.Location : dueDateLocation;
            read.Add(step);
        }

        return new EscalationPolicySource(element, dueDateLocation, read.ToImmutable());
    }

    [GeneratedRegex(@"^escalate-(after|to|action|code)(?:-([1-9]\d{0,2}))?$")]
    private static partial Regex PropertyName();
}
