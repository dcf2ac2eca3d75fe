using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel;

/// <summary>An expression, or why there is none; exactly one of them.</summary>
public sealed record FeelParseResult(FeelExpression? Expression, FeelSyntaxError? Error)
{
    [MemberNotNullWhen(true, nameof(Expression))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Expression is not null;
}
