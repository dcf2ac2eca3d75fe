namespace Bpm.Web.Forms;

/// <summary>What there is to fill in for a task or a start.</summary>
public abstract record FormSource;

/// <summary>The model gives no form.</summary>
public sealed record NoForm : FormSource
{
    public static NoForm Instance { get; } = new();
}

/// <summary>A form that is shown and checked here.</summary>
public sealed record FillableForm(FormModel Model) : FormSource;

/// <summary>A form that another application shows.</summary>
public sealed record FormElsewhere(string Key) : FormSource
{
    /// <summary>Where to find it, when the key is an address that may be opened.</summary>
    public Uri? Address => Uri.TryCreate(Key, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http") ? uri : null;
}

/// <summary>A form that cannot be used, and why.</summary>
public sealed record UnusableForm(string Problem) : FormSource;
