namespace Bpm.Web.Administration;

/// <summary>What a pane has done, for the page to tell and to show.</summary>
/// <param name="ChosenId">Who or what is chosen now; null when it is gone.</param>
/// <param name="Password">A one-time password that was made, to be told once.</param>
public sealed record PeopleChange(string Message, string? ChosenId, string? Password = null);
