using System.Text.Json.Nodes;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>
/// The server's verdict on what a browser sent. It trusts nothing: only the form's own, visible, writable inputs are looked at,
/// whatever else the data holds is dropped, and hidden is what the form's conditions say here.
/// </summary>
public static class FormCheck
{
    public static FormResult Check(FormModel form, JsonObject data, IFeelScope variables, FeelEnvironment environment)
    {
        var answers = form.Inputs.Where(i => !i.IsReadOnly).DistinctBy(i => i.Key).ToDictionary(i => i.Key, i => (Input: i, Answer: Answer.Read(i, data.At(i.Key))));
        var hidden = Hidden(form, answers.ToDictionary(a => a.Key, a => a.Value.Answer.Value), variables, environment);
        var asked = answers.Values.Where(a => !hidden.Contains(a.Input)).ToArray();

        var verdict = new AnswersValidator(asked.Select(a => a.Input)).Validate(asked.ToDictionary(a => a.Input.Key, a => a.Answer));
        return verdict.IsValid
            ? new(Variables(asked.Select(a => (a.Input.Key, a.Answer.Value)), variables), NoErrors)
            : new(VariableSet.Empty, verdict.ToDictionary().ToDictionary());
    }

    static IReadOnlyDictionary<string, string[]> NoErrors { get; } = new Dictionary<string, string[]>();

    // Hiding one input takes its answer away, which may hide or show another: repeated until nothing changes.
    static HashSet<FormInput> Hidden(FormModel form, Dictionary<string, FeelValue> answers, IFeelScope variables, FeelEnvironment environment)
    {
        HashSet<FormInput> hidden = [];
        for (var pass = 0; pass <= form.Inputs.Count; pass++)
        {
            var visible = answers.Where(a => !hidden.Any(h => h.Key == a.Key)).Select(a => (a.Key, a.Value));
            var scope = new FeelContext(Merged(visible, variables, keepOthers: true));
            var found = form.Inputs.Where(i => i.HideWhen.Any(c => c.Evaluate(scope, environment).Value is FeelBoolean { Value: true })).ToHashSet();
            if (found.SetEquals(hidden)) break;
            hidden = found;
        }
        return hidden;
    }

    static VariableSet Variables(IEnumerable<(string Key, FeelValue Value)> answers, IFeelScope variables) =>
        new([.. Merged(answers, variables, keepOthers: false)]);

    /// <summary>Answers as variables; a path such as <c>order.amount</c> changes that entry of the variable and keeps its others.</summary>
    static Dictionary<string, FeelValue> Merged(IEnumerable<(string Key, FeelValue Value)> answers, IFeelScope variables, bool keepOthers)
    {
        Dictionary<string, FeelValue> merged = [];
        if (keepOthers)
            foreach (var name in variables.Names)
                if (variables.TryGet(name, out var value)) merged[name] = value;
        foreach (var (key, value) in answers)
        {
            var names = key.Split('.');
            var present = merged.GetValueOrDefault(names[0]) ?? (variables.TryGet(names[0], out var variable) ? variable : null);
            merged[names[0]] = With(present, names.AsSpan(1), value);
        }
        return merged;
    }

    static FeelValue With(FeelValue? present, ReadOnlySpan<string> path, FeelValue value)
    {
        if (path.IsEmpty) return value;
        var context = present as FeelContext ?? FeelContext.Empty;
        return context.With(path[0], With(context.TryGet(path[0], out var inner) ? inner : null, path[1..], value));
    }
}

/// <summary>The variables to hand to the engine, or what is wrong by input key; never both.</summary>
public sealed record FormResult(VariableSet Variables, IReadOnlyDictionary<string, string[]> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
