namespace Bpm.Runtime;

/// <summary>Demo people, whose passwords everybody knows, are in a database that is not started in demo mode.</summary>
public sealed class DemoPeopleException(string message) : Exception(message);
