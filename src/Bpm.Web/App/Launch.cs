using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.App;

/// <summary>Starts the host, tells on the console where it is and how to get in, and waits for its end.</summary>
static class Launch
{
    /// <summary>0 after an orderly end; 1 with one clear line when the host cannot start.</summary>
    public static async Task<int> RunBpm(this WebApplication app, BpmOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        // An address in use or misspelt, a missing certificate, a database that stays away, data that is not for this start.
        catch (Exception e) when (e is IOException or FormatException or InvalidOperationException or NewerSchemaException or System.Data.Common.DbException or DemoPeopleException)
        {
            await Console.Error.WriteLineAsync($"Bpm could not start: {e.Message}");
            return 1;
        }
        foreach (var line in Welcome(app, options)) Console.WriteLine(line);
        await app.WaitForShutdownAsync();
        return 0;
    }

    static IEnumerable<string> Welcome(WebApplication app, BpmOptions options)
    {
        yield return "";
        yield return $"  Bpm is ready at {string.Join(" and ", app.Urls)}";
        yield return options.Database == DatabaseKind.Sqlite
            ? $"  Data: {options.Data} (embedded SQLite)"
            : $"  Data: SQL Server; files and keys in {options.Data}";
        if (app.Services.GetRequiredService<BpmStart>().OneTimePassword is { } password)
            yield return $"  First sign-in: user 'admin', one-time password '{password}' (shown only now)";
        if (options.Demo)
        {
            yield return "  Demo people (password = user id):";
            foreach (var person in DemoPeople.Users)
                yield return $"    {person.UserId,-6} {person.DisplayName,-14} {string.Join(", ", person.Roles.Count > 3 ? ["every role"] : person.Roles.Select(r => r.ToString()).Concat(person.Groups))}";
        }
        yield return "  Press Ctrl+C to stop.";
        yield return "";
    }
}
