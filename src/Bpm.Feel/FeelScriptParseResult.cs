using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel;

/// <summary>A script, or why there is none; exactly one of them.</summary>
public sealed record FeelScriptParseResult(FeelScript? Script, FeelSyntaxError? Error)
{
    [MemberNotNullWhen(true, nameof(Script))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Script is not null;
}
