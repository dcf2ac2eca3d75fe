using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>Variables of all instances with their latest values.</summary>
static class VariableRoutes
{
    public static void MapVariables(this IEndpointRouteBuilder v2) =>
        v2.MapPost("/variables/search", Search).WithTags("Variable").WithSummary("Variables by filters").Produces<FoundDto<VariableDto>>().ProducesProblems(400, 403);

    /// <summary>Those who may not read everything name the instance that they take part in.</summary>
    static async Task<IResult> Search(Body<SearchBody> body, Caller caller, InstanceRights rights, Database database, CancellationToken ct)
    {
        var mayRead = InstanceRights.MayReadAll(caller.Actor)
            || (InstanceOf(body.Value.Filter) is { } key && await rights.MayRead(caller.Actor, key, ct));
        return mayRead ? await SearchTables.Variables.Search(body.Value, database, VariableDto.Of, ct) : ReadersOnly.Refused();
    }

    static long? InstanceOf(JsonElement filter)
    {
        if (filter.ValueKind != JsonValueKind.Object || !filter.TryGetProperty("processInstanceKey", out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => PathKey.Read(value.GetString()),
            JsonValueKind.Number when value.TryGetInt64(out var key) && key >= 0 => key,
            _ => null,
        };
    }
}

/// <summary>A variable; its value is JSON in a text.</summary>
sealed record VariableDto(string Name, string Value, bool IsTruncated, string TenantId, string VariableKey, string ScopeKey, string ProcessInstanceKey)
{
    public static VariableDto Of(VariableRow row) => new(
        row.Name, FeelJson.ToJson(row.Value), false, Tenant.Only, KeyOf(row), PathKey.Write(row.ScopeKey), PathKey.Write(row.InstanceKey));

    // Variables have no key of their own here, only a scope and a name: this tells them apart for who keeps them in a list.
    static string KeyOf(VariableRow row)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{row.ScopeKey}:{row.Name}");
        return PathKey.Write((long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id))) >> 11));
    }
}
