using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>The answer to a wish: done, or why not, in words for the person who asked.</summary>
public sealed record Reply(Rejection? Rejection = null)
{
    public static Reply Done { get; } = new();

    public bool IsDone => Rejection is null;

    public static Reply Rejected(RejectionKind kind, string message) => new(new Rejection(kind, message));
}

/// <summary>The answer to a wish that gives something back. A rejection may carry a value too, such as diagnostics.</summary>
public sealed record Reply<T>(T? Value, Rejection? Rejection = null)
{
    public bool IsDone => Rejection is null;

    public static implicit operator Reply<T>(T value) => new(value);

    public static implicit operator Reply<T>(Rejection rejection) => new(default, rejection);
}
