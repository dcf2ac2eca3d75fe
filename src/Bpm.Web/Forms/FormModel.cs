namespace Bpm.Web.Forms;

/// <summary>
/// A form as the server knows it, however it was modelled: what may be answered and what an answer must be like. The browser
/// draws it, but only this decides what becomes a variable.
/// </summary>
public sealed record FormModel(IReadOnlyList<FormInput> Inputs)
{
    /// <summary>The form-js schema to draw; null for a generated form, which is drawn from its inputs.</summary>
    public string? Schema { get; init; }

    /// <summary>What this form holds and cannot be shown or checked here, in words for the person in front of it.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
