namespace Bpm.Dmn;

/// <summary>How the rules that match become a result (DMN 1.5, 8.2.10).</summary>
enum HitPolicy { Unique, Any, Priority, First, RuleOrder, OutputOrder, Collect }

/// <summary>
/// What a collecting table makes of its outputs: the list of them, or one value (DMN 1.5, 8.2.10, table 31). The standard counts
/// distinct outputs; Camunda counts the rules that match, whatever their outputs.
/// </summary>
enum Aggregation { List, Sum, Min, Max, CountDistinct, CountAll }
