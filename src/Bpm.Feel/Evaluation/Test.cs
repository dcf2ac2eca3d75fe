namespace Bpm.Feel.Evaluation;

/// <summary>
/// One unary test: a range, a value to be equal to, a list to be in, or, where it mentions <c>?</c>, a condition.
/// </summary>
sealed record Test(Node Expression, bool ReadsInput)
{
    public const string Input = "?";

    /// <summary>Whether the input passes; null when it cannot be told. <paramref name="locals"/> already binds <c>?</c>.</summary>
    public bool? Passes(Run run, Locals? locals, FeelValue input, bool conditionsCount)
    {
        var value = Expression.Evaluate(run, locals);
        if (value is FeelBoolean condition && (ReadsInput || (conditionsCount && input is not FeelBoolean && Expression is not Literal)))
        {
            return condition.Value;
        }

        if (ReadsInput && value is not FeelRange and not FeelList)
        {
            if (value is not FeelNull)
            {
                run.Warn(FeelWarningKind.InvalidType, Expression, $"Expected boolean from a test that mentions '?', but found {value.TypeName}.");
            }

            return null;
        }

        if (Passes(value, input) is { } passes)
        {
            return passes;
        }

        run.Warn(FeelWarningKind.NotComparable, Expression, run.Warns ? $"Can't compare {input.TypeName} with {value.TypeName}." : "");
        return null;
    }

    static bool? Passes(FeelValue test, FeelValue input)
    {
        switch (test)
        {
            case FeelRange range when input is not FeelRange:
                return input is FeelList { Count: 1 } single ? Ordering.Includes(range, single.Array[0]) : Ordering.Includes(range, input);
            case FeelList list:
                foreach (var item in list.Array)
                {
                    if (item is FeelRange inner ? Ordering.Includes(inner, input) == true : Ordering.Equal(item, input) == true)
                    {
                        return true;
                    }
                }

                return Ordering.Equal(list, input) == true;
            default:
                return Ordering.Equal(test, input);
        }
    }
}
