using System.Text.RegularExpressions;

namespace Bpm.Model;

/// <summary>The variable that an input or output sets: a name, or a path of names.</summary>
static partial class MappingTarget
{
    public static string? Read(SourceText? text, SourceElement parameter, string attribute, ReadContext context)
    {
        var target = text?.Trim().Value ?? "";
        if (PathPattern().IsMatch(target))
        {
            return target;
        }

        context.Diagnostics.Error("mapping-target", text?.Location ?? parameter.Location, parameter.NearestId,
            target.Length == 0
                ? $"Expected the variable that “{parameter.Name}” sets in its “{attribute}”, but there is none."
                : $"Expected a variable name or a path such as order.total, but found “{target}”.",
            "Name the variable with letters, digits and underscores.");
        return null;
    }

    [GeneratedRegex(@"^[\p{L}_$][\p{L}\p{N}_$ \-]*(\.[\p{L}_$][\p{L}\p{N}_$ \-]*)*$")]
    private static partial Regex PathPattern();
}
