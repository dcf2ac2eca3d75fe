using System.Collections.Frozen;

namespace Bpm.Web.Shared;

/// <summary>The outlines that <see cref="Icon"/> draws, by name.</summary>
public static class Icons
{
    static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["alert"] = "M12 8.5v4.5M12 16.5v.01M10.6 4.2 2.9 17.6A1.6 1.6 0 0 0 4.3 20h15.4a1.6 1.6 0 0 0 1.4-2.4L13.4 4.2a1.6 1.6 0 0 0-2.8 0Z",
        ["arrow-left"] = "M19 12H5M11 6l-6 6 6 6",
        ["bell"] = "M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10ZM10 20a2.2 2.2 0 0 0 4 0",
        ["calendar"] = "M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1ZM4 10.5h16M8 3.5V7M16 3.5V7",
        ["check"] = "M5 12.5l4.5 4.5L19 7.5",
        ["chevron"] = "M7 10l5 5 5-5",
        ["clock"] = "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3 2",
        ["close"] = "M6 6l12 12M18 6 6 18",
        ["comment"] = "M5 5h14a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-7l-5 3.5V17H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z",
        ["decision"] = "M4 5h16v14H4ZM4 9.5h16M9.5 5v14M4 14.2h16",
        ["download"] = "M12 4v12M7 11.5l5 5 5-5M4 19.5h16",
        ["escalation"] = "M12 20V5M6 11l6-6 6 6M4 20h16",
        ["filter"] = "M4 6h16M7 12h10M10 18h4",
        ["fit"] = "M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4",
        ["flask"] = "M9 3.5h6M10 3.5v6L4.6 18.2A1.6 1.6 0 0 0 6 20.5h12a1.6 1.6 0 0 0 1.4-2.3L14 9.5v-6M7.3 14.5h9.4",
        ["group"] = "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.5 3-5.5 6.5-5.5s6.5 2 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2.2.8 3.5 2.6 3.5 5.1",
        ["history"] = "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 8v4.3l3 1.7",
        ["inbox"] = "M4 13h4l1.5 3h5L16 13h4M4 13v5a1.5 1.5 0 0 0 1.5 1.5h13A1.5 1.5 0 0 0 20 18v-5L17 5.5A1.5 1.5 0 0 0 15.6 4.5H8.4A1.5 1.5 0 0 0 7 5.5L4 13Z",
        ["instances"] = "M12 3.5 21 8l-9 4.5L3 8l9-4.5ZM3 12l9 4.5 9-4.5M3 16l9 4.5 9-4.5",
        ["key"] = "M8 11.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM11 12.7 20 3.8M16 7.8l3 3",
        ["minus"] = "M5 12h14",
        ["moon"] = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
        ["pause"] = "M8.5 5v14M15.5 5v14",
        ["person"] = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c0-4 3.4-6 7.5-6s7.5 2 7.5 6",
        ["play"] = "M7 4.8v14.4a.8.8 0 0 0 1.2.7l11.6-7.2a.8.8 0 0 0 0-1.4L8.2 4.1A.8.8 0 0 0 7 4.8Z",
        ["plus"] = "M12 5v14M5 12h14",
        ["process"] = "M3 9.5h5v5H3ZM16 9.5h5v5h-5ZM8 12h8M13 9l3 3-3 3",
        ["refresh"] = "M20 11a8 8 0 0 0-14-4.5L4 8.5M4 4v4.5h4.5M4 13a8 8 0 0 0 14 4.5l2-2M20 20v-4.5h-4.5",
        ["search"] = "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.3 15.3 20.5 20.5",
        ["sign-out"] = "M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h11M17.5 8.5 21 12l-3.5 3.5",
        ["sun"] = "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
        ["undo"] = "M4 9h10a6 6 0 0 1 0 12h-4M8.5 4.5 4 9l4.5 4.5",
        ["upload"] = "M12 16V4M7 8.5 12 3.5l5 5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4",
    }.ToFrozenDictionary();

    public static string Path(string name) =>
        Paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"Expected the name of an icon, but there is none called '{name}'.", nameof(name));
}
