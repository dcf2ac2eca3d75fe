using System.Data.Common;
using Bpm.Engine;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Hands out numbers in blocks (hi/lo), so that a key costs no round trip: process instances, definitions,
/// deployments, forms and start timers all take theirs here and never collide. A block that was not used up is lost,
/// which leaves a gap and nothing else.
/// </summary>
sealed class KeySource(CommitQueue writer)
{
    const int BlockSize = 1000;

    const string Take = "UPDATE key_block SET next_value = next_value + @size WHERE name = 'main'";

    const string Taken = "SELECT next_value FROM key_block WHERE name = 'main'";

    readonly Lock _gate = new();
    Task? _refill;
    long _next;
    long _end;

    public Task<long> NextInstanceKey(CancellationToken ct) => NextKey(ct);

    /// <summary>Key of a deployment, definition, resource, form or start timer. Never awaited from inside a write.</summary>
    public async Task<long> NextKey(CancellationToken ct)
    {
        while (true)
        {
            Task refill;
            lock (_gate)
            {
                if (_next < _end)
                {
                    return InstanceKey.FromNumber(_next++);
                }

                refill = _refill is null or { IsCompleted: true } ? _refill = Refill() : _refill;
            }

            await refill.WaitAsync(ct);
        }
    }

    async Task Refill()
    {
        var end = await writer.Write(TakeBlock, CancellationToken.None);
        lock (_gate)
        {
            (_next, _end) = (end - BlockSize, end);
        }
    }

    static async Task<long> TakeBlock(DbConnection connection, DbTransaction transaction)
    {
        await connection.ExecuteAsync(Take, new { size = BlockSize }, transaction);
        return await connection.ExecuteScalarAsync<long>(Taken, transaction: transaction);
    }
}
