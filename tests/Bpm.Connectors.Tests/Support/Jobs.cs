using Bpm.Feel;

namespace Bpm.Connectors.Tests;

/// <summary>Jobs as a service task gives them, and what becomes of them.</summary>
static class Jobs
{
    /// <summary>A job with the settings of a model.</summary>
    public static ConnectorJob With(params (string Name, string Value)[] headers) =>
        new("4711", "99", FeelContext.Empty, headers.ToDictionary(h => h.Name, h => h.Value));

    /// <summary>With what the input mappings gave.</summary>
    public static ConnectorJob Given(this ConnectorJob job, params (string Name, FeelValue Value)[] inputs) =>
        job with { Inputs = FeelContext.Of(inputs), Variables = FeelContext.Of(inputs) };

    /// <summary>With variables of the process that no mapping of the task mentions.</summary>
    public static ConnectorJob Beside(this ConnectorJob job, params (string Name, FeelValue Value)[] variables) => job with { Variables = FeelContext.Of(variables) };

    public static async Task<FeelContext> Completes(this IConnector connector, ConnectorJob job) =>
        Assert.IsType<ConnectorCompleted>(await connector.Run(job, CancellationToken.None)).Variables;

    public static async Task<ConnectorFailed> Fails(this IConnector connector, ConnectorJob job) =>
        Assert.IsType<ConnectorFailed>(await connector.Run(job, CancellationToken.None));

    public static async Task<ConnectorError> Throws(this IConnector connector, ConnectorJob job) =>
        Assert.IsType<ConnectorError>(await connector.Run(job, CancellationToken.None));

    /// <summary>The value at a path such as <c>response.body.id</c>; null when there is none.</summary>
    public static FeelValue? At(this FeelContext context, string path)
    {
        FeelValue? value = context;
        foreach (var name in path.Split('.')) value = value is FeelContext inner && inner.TryGet(name, out var next) ? next : null;
        return value;
    }

    public static FeelString Text(string text) => new(text);
}
