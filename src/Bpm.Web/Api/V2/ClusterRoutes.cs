using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>What clients ask before anything else: where they are, and who they are.</summary>
static class ClusterRoutes
{
    /// <summary>The version of Camunda 8's REST API whose shapes are spoken here; clients compare it, so it is not the product's own.</summary>
    const string Spoken = "8.8.0";

    public static void MapCluster(this IEndpointRouteBuilder v2)
    {
        v2.MapGet("/topology", Topology).WithTags("Cluster").WithSummary("One broker with one partition: this server").Produces<TopologyDto>();
        v2.MapGet("/status", () => Answers.Done).WithTags("Cluster").WithSummary("Whether this server works").ProducesNothing();
        v2.MapGet("/license", () => new LicenseDto(false, "none", false, null)).WithTags("Cluster").WithSummary("There is no licence key here");
        v2.MapGet("/authentication/me", Me).WithTags("Cluster").WithSummary("The caller").Produces<MeDto>();
    }

    static TopologyDto Topology(HttpRequest request)
    {
        var host = request.Host;
        var broker = new BrokerDto(0, host.Host, host.Port ?? (request.IsHttps ? 443 : 80), [new(1, "leader", "healthy")], Spoken);
        return new([broker], 1, 1, 1, Spoken, "-1");
    }

    static async Task<IResult> Me(Caller caller, PeopleReads people, CancellationToken ct)
    {
        var person = await people.User(caller.UserId, ct);
        return Results.Ok(new MeDto(
            caller.UserId, caller.Actor.DisplayName, person?.Email, ["*"], [new(Tenant.Only, "Default", null)], [.. caller.Actor.Groups.Order(StringComparer.Ordinal)],
            [.. caller.Actor.Roles.Order().Select(r => r.ToString().ToLowerInvariant())], null, new Dictionary<string, string>(), true));
    }
}

sealed record TopologyDto(
    IReadOnlyList<BrokerDto> Brokers, int ClusterSize, int PartitionsCount, int ReplicationFactor, string GatewayVersion, string LastCompletedChangeId);

sealed record BrokerDto(int NodeId, string Host, int Port, IReadOnlyList<PartitionDto> Partitions, string Version);

sealed record PartitionDto(int PartitionId, string Role, string Health);

sealed record LicenseDto(bool ValidLicense, string LicenseType, bool IsCommercial, string? ExpiresAt);

sealed record MeDto(
    string Username, string DisplayName, string? Email, IReadOnlyList<string> AuthorizedComponents, IReadOnlyList<TenantDto> Tenants,
    IReadOnlyList<string> Groups, IReadOnlyList<string> Roles, string? SalesPlanType, IReadOnlyDictionary<string, string> C8Links, bool CanLogout);

sealed record TenantDto(string TenantId, string Name, string? Description);
