namespace Bpm.Feel.Functions;

static class Logic
{
    public static FeelValue Not(Arguments a) => a.Scalar(0) switch
    {
        FeelBoolean b => FeelBoolean.Of(!b.Value),
        FeelNull => FeelNull.Instance,
        var other => a.Run.Warn(FeelWarningKind.InvalidType, a.Site, $"not: expected boolean, but found {other.TypeName}."),
    };

    /// <summary>The same type and the same value, without any conversion.</summary>
    public static FeelValue Is(Arguments a) =>
        FeelBoolean.Of(a[0].GetType() == a[1].GetType() && a[0].Equals(a[1]));

    public static FeelValue IsDefined(Arguments a) => FeelBoolean.Of(a[0] is not FeelNull);

    public static FeelValue GetOrElse(Arguments a) => a[0] is FeelNull ? a[1] : a[0];

    public static FeelValue Assert(Arguments a) =>
        a[1] is FeelBoolean { Value: true } ? a[0] : a.Fail(a[2] is FeelString cause ? cause.Value : "the condition is not fulfilled.");
}
