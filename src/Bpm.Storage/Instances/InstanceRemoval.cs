using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Takes an ended instance away with everything that was written of it, its rows of the audit trail too: they hold every
/// value that its variables had. What stays is the audit row of the removal. Everything inside an instance has a key between
/// its own and the last of its span, so the tables' own keys find it.
/// </summary>
sealed class InstanceRemoval(CommitQueue writer)
{
    const string Ended = "SELECT COUNT(*) FROM process_instance WHERE instance_key = @key AND state <> 'active'";

    // What the instance sends outlives it and says all itself, but for a message: that is told by its sender's business key, too.
    const string Sending = "SELECT COUNT(*) FROM job WHERE job_key > @key AND job_key <= @last AND kind = 'message'";

    static readonly Statement[] Inside =
    [
        new("DELETE FROM annotation WHERE subject = 'incident' AND subject_key > @key AND subject_key <= @last"),
        new("DELETE FROM job_log WHERE job_key > @key AND job_key <= @last"),
        new("DELETE FROM decision_evaluation WHERE evaluation_key > @key AND evaluation_key <= @last"),
        new("DELETE FROM loop_value WHERE loop_key > @key AND loop_key <= @last"),
        new("DELETE FROM subscription WHERE subscription_key > @key AND subscription_key <= @last"),
        new("DELETE FROM escalation WHERE escalation_key > @key AND escalation_key <= @last"),
        new("DELETE FROM incident WHERE incident_key > @key AND incident_key <= @last"),
        new("DELETE FROM attachment WHERE task_key > @key AND task_key <= @last"),
        new("DELETE FROM attachment WHERE task_key > @key AND task_key <= @last"),
        new("DELETE FROM task_draft WHERE task_key > @key AND task_key <= @last"),
        new("DELETE FROM task_candidate WHERE task_key > @key AND task_key <= @last"),
        new("DELETE FROM user_task WHERE task_key > @key AND task_key <= @last"),
        new("DELETE FROM variable WHERE scope_key >= @key AND scope_key <= @last"),
        new("DELETE FROM element_instance WHERE element_instance_key > @key AND element_instance_key <= @last"),
    ];

    static readonly Statement[] Itself =
    [
        new("DELETE FROM instance_part WHERE instance_key = @key"),
        new("DELETE FROM annotation WHERE subject = 'operation' AND subject_key IN (SELECT a.audit_key FROM audit a WHERE a.instance_key = @key)"),
        new("DELETE FROM audit WHERE instance_key = @key"),
        new("DELETE FROM process_instance WHERE instance_key = @key"),
    ];

    /// <summary>All of them or none; false when one runs still, is gone already or has a message on its way.</summary>
    public Task<bool> Remove(IReadOnlyList<long> instanceKeys, AuditEntry audit, CancellationToken ct) =>
        writer.Write(
            async session =>
            {
                foreach (var key in instanceKeys)
                {
                    if (!await IsRemovable(session, key))
                    {
                        return false;
                    }
                }

                foreach (var key in instanceKeys)
                {
                    var last = KeyRange.LastOf(key);
                    await session.RunAll([.. Inside.Select(s => s.With(key, last)), .. Itself.Select(s => s.With(key))]);
                }

                await session.Run(AuditStore.Row(audit));
                return true;
            },
            ct);

    static async Task<bool> IsRemovable(WriteSession session, long key)
    {
        var parameters = new { key, last = KeyRange.LastOf(key) };
        return await session.Connection.ExecuteScalarAsync<long>(Ended, parameters, session.Transaction) == 1
            && await session.Connection.ExecuteScalarAsync<long>(Sending, parameters, session.Transaction) == 0;
    }
}
