using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>What a form shows when it opens: the variables, else the default answers, and over both what the person typed before.</summary>
static class FormStart
{
    public static JsonObject Data(FormModel form, FeelContext variables, string? draftJson)
    {
        // form-js reads conditions and texts from all variables, and has its own default answers.
        var data = form.Schema is null ? Generated(form, variables) : JsonObjects.Read(FeelJson.ToJson(variables));
        var draft = JsonObjects.Read(draftJson);
        foreach (var input in form.Inputs.Where(i => !i.IsReadOnly))
            if (draft.Has(input.Key)) data.Put(input.Key, draft.At(input.Key)?.DeepClone());
        return data;
    }

    static JsonObject Generated(FormModel form, FeelContext variables)
    {
        JsonObject data = [];
        foreach (var input in form.Inputs)
        {
            var value = variables.TryGet(input.Key, out var present) && present is not FeelNull ? present : input.Default;
            data[input.Key] = input.Kind == InputKind.Checkbox
                ? JsonValue.Create(value is FeelBoolean { Value: true } || value?.Text == "true")
                : JsonValue.Create(TextOf(input, value));
        }
        return data;
    }

    static string TextOf(FormInput input, FeelValue? value) => (input.Kind, value) switch
    {
        (_, null) => "",
        (InputKind.Date, FeelDateTime moment) => new FeelDate(DateOnly.FromDateTime(moment.Local)).Text,
        _ => value.Text,
    };
}
