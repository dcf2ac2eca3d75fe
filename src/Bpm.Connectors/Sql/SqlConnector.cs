using System.Data.Common;
using Bpm.Feel;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bpm.Connectors;

/// <summary>
/// Runs a statement of the model on a configured database, in one transaction. Data comes in as parameters only. The parameter
/// <c>@idempotencyKey</c> is always there: a statement that keeps it in a unique column does nothing twice.
/// </summary>
public sealed class SqlConnector(ConnectorOptions options, TimeProvider time) : IConnector
{
    static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    static SqlConnector() => Batteries_V2.Init();

    public string Type => "sql";

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct) =>
        JobSettings.Use(job, options, settings => Execute(settings, ct));

    public void Check(SettingsCheck check)
    {
        check.Answers();
        check.RequiredStatic("connection", "crm");
        check.RequiredStatic("statement", "select name from customer where id = @id");
        if (check.Has("statement")) check.Judge("statement", s => Statement(s));
        check.Reads("maxRows", s => s.Number("maxRows", 1, int.MaxValue));
        if (check.Text("connection") is { } name && !options.Sql.ContainsKey(name))
            check.Doubt("connection", $"Expected a database '{name}' in Bpm:Connectors:Sql:{name}, but there is none yet.", "Correct the name, or ask an operator to set it before the process runs.");
    }

    async Task<ConnectorResult> Execute(JobSettings settings, CancellationToken ct)
    {
        var name = settings.RequiredStatic("connection", "crm");
        if (!options.Sql.TryGetValue(name, out var database))
            throw new SettingException($"Expected a database '{name}' in Bpm:Connectors:Sql:{name}, but there is none.");
        var mapping = new ResultMapping(settings, time, "response");
        var statement = Statement(settings);
        var parameters = SqlParameters.Read(settings);
        var mostRows = settings.Number("maxRows", database.MaxRows, database.MaxRows);
        var timeout = settings.Duration("timeout", DefaultTimeout);

        using var timeUp = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeUp.Token);
        try
        {
            await using var connection = Connection(database, settings.Secret(database.ConnectionString, $"Bpm:Connectors:Sql:{name}"));
            // SQLite works on the calling thread: it must not be the one that hands out jobs.
            return mapping.Completed(await Task.Run(() => Ask(connection, database, statement, parameters, mostRows, either.Token), either.Token));
        }
        catch (Exception e) when (timeUp.IsCancellationRequested && !ct.IsCancellationRequested && e is OperationCanceledException or DbException)
        {
            return ConnectorResult.Retry($"Expected the database '{name}' to answer within {timeout}, but it did not. Nothing was changed.");
        }
        catch (DbException e)
        {
            return Judge(e, name, mapping);
        }
    }

    // Not through the settings: statements end up in logs of databases.
    static string Statement(JobSettings settings)
    {
        if (!settings.Job.Headers.TryGetValue("statement", out var text) || string.IsNullOrWhiteSpace(text))
            throw new SettingException("Expected the setting 'statement' in the model, such as select name from customer where id = @id, but it is missing. It never comes from data.");
        return text.Contains("{{secrets.", StringComparison.Ordinal) ? throw new SettingException("Expected the setting 'statement' without secrets, for statements end up in logs of databases, but it names one.") : text;
    }

    static DbConnection Connection(SqlOptions database, string text) => database.Provider == SqlProvider.SqlServer
        ? new SqlConnection(text)
        : new SqliteConnection(database.IsReadOnly ? new SqliteConnectionStringBuilder(text) { Mode = SqliteOpenMode.ReadOnly }.ToString() : text);

    static async Task<FeelContext> Ask(
        DbConnection connection, SqlOptions database, string statement, IReadOnlyList<KeyValuePair<string, object>> parameters, int mostRows, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        using var limit = new SqliteLimit(connection, ct);
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: database.IsReadOnly) : await connection.BeginTransactionAsync(ct);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        // The time is kept by the job's own clock.
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value);
            command.Parameters.Add(parameter);
        }
        var answer = await SqlRows.Read(command, mostRows, ct);
        // What only reads is rolled back: on a server that cannot be told so, a change is undone.
        if (database.IsReadOnly) await transaction.RollbackAsync(ct);
        else await transaction.CommitAsync(ct);
        return answer;
    }

    static ConnectorResult Judge(DbException e, string name, ResultMapping mapping)
    {
        var message = $"Expected the database '{name}' to do it, but {e.Message}";
        var kind = SqlFailure.Of(e);
        if (mapping.Error(FeelContext.Of(("kind", new FeelString(kind)), ("message", new FeelString(e.Message))), kind, message) is { } error) return error;
        return kind == SqlFailure.Transient ? ConnectorResult.Retry(message) : ConnectorResult.GiveUp(message);
    }
}
