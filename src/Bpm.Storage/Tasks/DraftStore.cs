using Dapper;

namespace Bpm.Storage;

/// <summary>What someone has typed into a task's form and not yet sent. Drafts end with their task.</summary>
sealed class DraftStore(Database database, CommitQueue writer)
{
    const string Select = "SELECT data_json FROM task_draft WHERE task_key = @task AND user_id = @user";

    static readonly Statement Update = new("UPDATE task_draft SET data_json = @data, saved_at = @at WHERE task_key = @task AND user_id = @user");

    static readonly Statement Insert = new("INSERT INTO task_draft (task_key, user_id, data_json, saved_at) VALUES (@task, @user, @data, @at)");

    static readonly Statement Remove = new("DELETE FROM task_draft WHERE task_key = @task AND user_id = @user");

    public Task Save(long taskKey, string userId, string json, DateTimeOffset at, CancellationToken ct) =>
        writer.Write(
            async session => await session.Run(Update.With(json, at, taskKey, userId)) == 1
                ? 1
                : await session.Run(Insert.With(taskKey, userId, json, at)),
            ct);

    public async Task<string?> Find(long taskKey, string userId, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Select, new { task = taskKey, user = userId }, cancellationToken: ct));
    }

    public Task Delete(long taskKey, string userId, CancellationToken ct) =>
        writer.Write(session => session.Run(Remove.With(taskKey, userId)), ct);
}
