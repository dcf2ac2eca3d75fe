namespace Bpm.Feel;

/// <summary>
/// Names under which the engine offers itself to the <c>${…}</c> dialect. They come before every variable: whoever may set
/// variables cannot pass as somebody else by setting one of these.
/// </summary>
public static class ReservedNames
{
    /// <summary><c>currentUser()</c>: the id of whoever gave the command.</summary>
    public const string CurrentUser = "currentUser()";

    /// <summary><c>execution.…</c>: a context of the instance's properties.</summary>
    public const string Execution = "execution()";

    /// <summary><c>task.…</c>: a context of the user task around.</summary>
    public const string Task = "task()";

    /// <summary>What a called process gave back, kept until its caller can take it.</summary>
    public const string Answer = "answer()";
}
