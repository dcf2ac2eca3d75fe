using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>A snapshot, or a part of one, as it was read.</summary>
/// <param name="Format">Its format; 0 for a part other than the first.</param>
/// <param name="Large">Variables whose values are to be fetched from their table, with the scope's values to put them to.</param>
sealed record StoredSnapshot(InstanceSnapshot Snapshot, int Format, IReadOnlyList<(ScopeValues Scope, string Name)> Large);

/// <summary>The variables of a scope, as far as they are known.</summary>
readonly record struct ScopeValues(long ScopeKey, List<KeyValuePair<string, FeelValue>> Values);
