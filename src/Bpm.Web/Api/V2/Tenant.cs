namespace Bpm.Web.Api.V2;

/// <summary>There is one tenant here, which clients know by this name.</summary>
static class Tenant
{
    public const string Only = "<default>";

    /// <summary>What is wrong with a tenant that a caller names; null when nothing is.</summary>
    public static string? Problem(string? tenantId) => string.IsNullOrEmpty(tenantId) || tenantId == Only
        ? null
        : $"Expected no tenantId other than {Only}, because there are no tenants here, but found '{tenantId}'.";
}
