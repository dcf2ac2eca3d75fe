using System.Reflection;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Bpm.Storage.Tests;

/// <summary>
/// Asks every question that reads answer, with all its conditions and with none, of a SQL Server that only writes down
/// what it is asked, and of a real SQLite.
/// </summary>
public sealed class ReadStatementTests() : StorageContract(new SqliteTestDatabase())
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    static IEnumerable<MethodInfo> Questions =>
        from type in typeof(Database).Assembly.GetExportedTypes()
        where type.GetConstructor([typeof(Database)]) is not null
        from method in type.GetMethods(Declared)
        where typeof(Task).IsAssignableFrom(method.ReturnType)
        select method;

    public static TheoryData<string, bool> QuestionNames
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in Questions.Select(Name).Distinct())
            {
                data.Add(name, true);
                data.Add(name, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(QuestionNames))]
    public async Task Microsofts_grammar_reads_what_a_question_asks(string name, bool full)
    {
        var recording = new RecordingDialect();

        await Ask(name, full, Database.Of(recording));

        Assert.NotEmpty(recording.Commands);
        foreach (var sql in recording.Commands)
        {
            using var reader = new StringReader(sql);
            new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.True(errors.Count == 0, string.Join('\n', errors.Select(e => $"{e.Line}:{e.Column} {e.Message}")) + "\n" + sql);
        }
    }

    [Theory]
    [MemberData(nameof(QuestionNames))]
    public async Task A_question_about_nothing_is_answered(string name, bool full) => await Ask(name, full, Database);

    static async Task Ask(string name, bool full, Database database)
    {
        foreach (var method in Questions.Where(q => Name(q) == name))
        {
            var reads = Activator.CreateInstance(method.DeclaringType!, database);
            await (Task)method.Invoke(reads, [.. method.GetParameters().Select(p => Sample.Of(p.ParameterType, full))])!;
        }
    }

    static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
