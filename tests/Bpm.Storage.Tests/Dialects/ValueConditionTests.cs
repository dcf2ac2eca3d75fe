using Bpm.Feel;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Bpm.Storage.Tests;

/// <summary>Conditions on variables, each operator with each kind of value, for both databases.</summary>
public sealed class ValueConditionTests() : StorageContract(new SqliteTestDatabase())
{
    static readonly FeelValue[] Values = [FeelNumber.Of(5), new FeelString("it's % \"quoted\""), FeelBoolean.True, FeelNull.Instance];

    public static TheoryData<ValueOperator> Operators => [.. Enum.GetValues<ValueOperator>()];

    [Theory]
    [MemberData(nameof(Operators))]
    public async Task Both_databases_read_a_condition(ValueOperator wanted)
    {
        var query = new InstanceQuery { Variables = [.. Values.Select(v => ValueCondition.Of("x' OR 1 = 1 --", wanted, v))] };
        var recording = new RecordingDialect();

        await new InstanceOverview(Database.Of(recording)).List(query, Slice.All, CancellationToken.None);
        Assert.Empty(await new InstanceOverview(Database).List(query, Slice.All, CancellationToken.None));

        foreach (var sql in recording.Commands)
        {
            using var reader = new StringReader(sql);
            new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.True(errors.Count == 0, string.Join('\n', errors.Select(e => e.Message)) + "\n" + sql);
            Assert.DoesNotContain("x' OR", sql, StringComparison.Ordinal);
        }
    }
}
