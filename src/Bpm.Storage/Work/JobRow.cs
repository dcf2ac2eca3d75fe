using System.Text;

namespace Bpm.Storage;

/// <summary>A row of the job table as Dapper reads it.</summary>
sealed class JobRow
{
    public long Job_Key { get; init; }
    public long Instance_Key { get; init; }
    public long Definition_Key { get; init; }
    public long Element_Instance_Key { get; init; }
    public string Element_Id { get; init; } = "";
    public string Kind { get; init; } = "";
    public string? Type { get; init; }
    public long Due_At { get; init; }
    public int Retries { get; init; }
    public int Priority { get; init; }
    public string? Lock_Owner { get; init; }
    public long Locked_Until { get; init; }
    public long Created_At { get; init; }
    public int Attempts { get; init; }
    public string? Last_Error { get; init; }
    public int Repeats_Left { get; init; }
    public string? Repeat_Every { get; init; }
    public string? Payload { get; init; }
    public long? Progress { get; init; }

    public DueJob ToJob() => new(
        Job_Key, Instance_Key, Definition_Key, Element_Instance_Key, Element_Id, StoredName.Parse<WorkKind>(Kind), Type,
        DateTimeOffset.FromUnixTimeMilliseconds(Due_At), Retries, Priority, Lock_Owner,
        Lock_Owner is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(Locked_Until),
        DateTimeOffset.FromUnixTimeMilliseconds(Created_At), Attempts, Last_Error, Repeats_Left, Repeat_Every)
    {
        Sent = Payload is null ? null : HistoryJson.Read(Encoding.UTF8.GetBytes(Payload), Instance_Key, DateTimeOffset.FromUnixTimeMilliseconds(Created_At))[0],
        Progress = Progress,
    };
}
