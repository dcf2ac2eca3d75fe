using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>The id of a variable: its scope and its name, because a scope has each name once.</summary>
static class VariableId
{
    public static string Of(VariableRow row) => $"{PathKey.Write(row.ScopeKey)}:{row.Name}";

    public static async Task<IResult> Read(
        string id, Caller caller, InstanceRights rights, Variables reads, Func<VariableRow, IResult> answer, CancellationToken ct)
    {
        if (id.Split(':', 2) is not [var scope, var name] || PathKey.Read(scope) is not { } key || await reads.Find(key, name, ct) is not { } row)
            return Answers.NotFound("variable instance", new(-1, id));
        return await rights.MayRead(caller.Actor, row.InstanceKey, ct) ? answer(row) : ReadersOnly.Refused();
    }
}
