using System.Globalization;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Which version of which decision a business rule task asks, with all expressions evaluated.</summary>
public sealed record DecisionRequest(string DecisionId, DecisionBinding Binding, int? Version = null, string? VersionTag = null)
{
    /// <summary>The request of a reference without expressions, which is known before anything runs; else null.</summary>
    public static DecisionRequest? Static(DecisionReference reference) =>
        reference.Id.IsStatic && reference.Version is null or { IsStatic: true } && reference.VersionTag is null or { IsStatic: true }
        && TryMake(reference.Binding, reference.Id.StaticValue!, reference.Version?.StaticValue, reference.VersionTag?.StaticValue, out var request) is null
            ? request : null;

    /// <summary>Makes the request of values; what is wrong with them, or null.</summary>
    internal static string? TryMake(
        DecisionBinding binding, FeelValue id, FeelValue? version, FeelValue? tag, out DecisionRequest request)
    {
        request = new("", binding);
        if (id is not FeelString { Value.Length: > 0 } text) return $"the id of the decision to be text, but it is {id}";
        request = request with { DecisionId = text.Value };
        switch (binding)
        {
            case DecisionBinding.Version:
                if (!int.TryParse(version?.Text, CultureInfo.InvariantCulture, out var number))
                    return $"the version of decision '{text.Value}' to be a whole number, but it is {version}";
                request = request with { Version = number };
                return null;
            case DecisionBinding.VersionTag:
                if (tag is not FeelString { Value.Length: > 0 } name) return $"the version tag of decision '{text.Value}' to be text, but it is {tag}";
                request = request with { VersionTag = name.Value };
                return null;
            default:
                return null;
        }
    }

    public override string ToString() => Binding switch
    {
        DecisionBinding.Deployment => $"'{DecisionId}' in the deployment of the process",
        DecisionBinding.Version => $"'{DecisionId}' in version {Version}",
        DecisionBinding.VersionTag => $"'{DecisionId}' with the version tag '{VersionTag}'",
        _ => $"'{DecisionId}'",
    };
}
