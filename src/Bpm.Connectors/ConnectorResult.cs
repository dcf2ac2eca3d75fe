using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>How a job ended.</summary>
public abstract record ConnectorResult
{
    public static ConnectorResult Completed(params (string Name, FeelValue Value)[] variables) =>
        new ConnectorCompleted(FeelContext.Of(variables));

    /// <summary>The attempt failed and a later one may succeed.</summary>
    public static ConnectorResult Retry(string message, TimeSpan? after = null) => new ConnectorFailed(message, IsRetryable: true) { RetryAfter = after };

    /// <summary>No attempt can succeed before a person mends something.</summary>
    public static ConnectorResult GiveUp(string message) => new ConnectorFailed(message, IsRetryable: false);

    /// <summary>A BPMN error that the model may catch.</summary>
    public static ConnectorResult Error(string code, string message) => new ConnectorError(code, message);
}

public sealed record ConnectorCompleted(FeelContext Variables) : ConnectorResult;

public sealed record ConnectorFailed(string Message, bool IsRetryable) : ConnectorResult
{
    /// <summary>How long the other side asks to be left alone; null leaves it to the task's own policy.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

public sealed record ConnectorError(string Code, string? Message) : ConnectorResult;
