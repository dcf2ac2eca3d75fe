using System.Text.Json;
using System.Text.Json.Serialization;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>What every list takes: which part of it, and in which order. Unknown properties are ignored, as clients expect.</summary>
abstract record ListFilter
{
    public int? FirstResult { get; init; }

    /// <summary>At most 10,000, which is also the default.</summary>
    public int? MaxResults { get; init; }
    public string? SortBy { get; init; }

    /// <summary><c>asc</c> or <c>desc</c>.</summary>
    public string? SortOrder { get; init; }

    /// <summary>Several sort keys, in the body of a POST.</summary>
    public IReadOnlyList<SortingDto>? Sorting { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }

    [JsonIgnore]
    internal Slice Slice => new(Math.Max(0, FirstResult ?? 0), Math.Clamp(MaxResults ?? Slice.Most, 0, Slice.Most));

    /// <summary>The same with the part that an address names beside the filters in the body.</summary>
    internal ListFilter Part(int? first, int? most) => this with { FirstResult = first ?? FirstResult, MaxResults = most ?? MaxResults };

    [JsonIgnore]
    internal bool Descending => "desc".Equals(SortOrder, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Refuses a filter of Camunda 7 that this server does not know: left out silently, it would answer with more than
    /// was asked for.
    /// </summary>
    protected void Refuse(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Others is not null && Others.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
                throw new BadHttpRequestException($"The filter {name} is not supported here. Leave it out and filter the answer.");
    }

    /// <summary>The sort key that <see cref="SortBy"/> names.</summary>
    protected TSort Sort<TSort>(TSort unsorted, params ReadOnlySpan<(string Name, TSort Sort)> known)
    {
        if (string.IsNullOrEmpty(SortBy)) return unsorted;
        foreach (var (name, sort) in known)
            if (name.Equals(SortBy, StringComparison.OrdinalIgnoreCase)) return sort;
        throw new BadHttpRequestException($"Cannot set query sortBy parameter to value {SortBy}. Use one of: {string.Join(", ", known.ToArray().Select(k => k.Name))}.");
    }

    /// <summary>All that the list is to be sorted by, the most important first.</summary>
    protected IReadOnlyList<SortedBy<TSort>> Sorts<TSort>(params ReadOnlySpan<(string Name, TSort Sort)> known) where TSort : struct, Enum
    {
        if (Sorting is not { Count: > 0 }) return string.IsNullOrEmpty(SortBy) ? [] : [new(Sort(default(TSort), known), Descending)];
        var order = new List<SortedBy<TSort>>(Sorting.Count);
        foreach (var entry in Sorting)
        {
            var one = this with { SortBy = entry.SortBy, SortOrder = entry.SortOrder, Sorting = null };
            order.AddRange(one.Sorts(known));
        }
        return order;
    }

    /// <summary>Only what is suspended, only what is not, or both.</summary>
    protected static bool? Suspension(bool? active, bool? suspended) => suspended == true ? true : active == true ? false : null;

    protected static IReadOnlyList<ValueCondition> Conditions(IReadOnlyList<VariableConditionDto>? variables) => [.. (variables ?? []).Select(v => v.Read())];

    /// <summary>
    /// What is asked of one query inside another, of which one thing at least has to hold: it has no order or alternatives
    /// of its own.
    /// </summary>
    protected static IReadOnlyList<TQuery> Alternatives<TCriteria, TQuery>(IReadOnlyList<TCriteria>? queries, Func<TCriteria, TQuery> read) where TCriteria : ListFilter
    {
        foreach (var query in queries ?? [])
        {
            if (query.Others?.ContainsKey("orQueries") == true) throw new BadHttpRequestException("Invalid query usage: cannot set orQueries within orQueries.");
            if (query.SortBy is not null || query.Sorting is not null) throw new BadHttpRequestException("Invalid query usage: cannot set sorting within orQueries.");
        }
        return [.. (queries ?? []).Select(read)];
    }

    /// <summary>One name and a list of names at once: what is in both, or inside orQueries what is in either.</summary>
    protected static IReadOnlyList<string>? Both(string? one, IReadOnlyList<string>? many, bool isAny) => Both(one is null ? null : [one], many, isAny);

    protected static IReadOnlyList<string>? Both(IReadOnlyList<string>? some, IReadOnlyList<string>? others, bool isAny) =>
        some is null ? others : others is null ? some : isAny ? [.. some, .. others] : [.. some.Intersect(others)];

    protected static DateTimeOffset? Date(string name, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : EngineDate.TryRead(text, out var date) ? date
        : throw new BadHttpRequestException($"Expected a date such as 2026-01-31T12:00:00.000+0000 for {name}, but found '{text}'.");

    /// <summary>An id that cannot be a key names nothing: -1 finds no row.</summary>
    protected static long? KeyOf(string? text) => string.IsNullOrEmpty(text) ? null : PathKey.Read(text) ?? -1;

    protected static IReadOnlyCollection<long>? KeysOf(IReadOnlyCollection<string>? texts) =>
        texts is null ? null : [.. texts.Select(t => PathKey.Read(t) ?? -1)];
}

sealed record SortingDto(string? SortBy, string? SortOrder);
