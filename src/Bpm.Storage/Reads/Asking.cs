using System.Data.Common;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// The one way reads ask the database: a connection per question, columns matched to properties by name
/// (<c>task_key</c> to <c>TaskKey</c>).
/// </summary>
static class Asking
{
    static Asking() => RowMapping.Register();

    public static async Task<IReadOnlyList<T>> List<T>(this DbConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();

    public static Task<T?> First<T>(this DbConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));

    public static async Task<int> Count(this DbConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
}
