using System.Text.Json.Nodes;
using Bpm.Web.Forms;

namespace Bpm.Web.PublicForms;

/// <summary>What a plain form post answers: form-js sends all as JSON in one field, a generated form each answer in a field of its own.</summary>
static class PostedAnswers
{
    public static JsonObject Read(FormModel form, IFormCollection sent)
    {
        if (form.Schema is not null) return JsonObjects.Read(sent[PublicForms.DataField]);
        JsonObject data = [];
        foreach (var input in form.Inputs.Where(i => !i.IsReadOnly)) data.Put(input.Key, Answer(input, sent[input.Key]));
        return data;
    }

    static JsonNode? Answer(FormInput input, Microsoft.Extensions.Primitives.StringValues sent) => input.Kind switch
    {
        InputKind.Choices => new JsonArray([.. sent.Select(s => JsonValue.Create(s))]),
        InputKind.Checkbox => JsonValue.Create(sent.Contains("true")),
        _ => JsonValue.Create(sent.ToString()),
    };
}
