using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Bpm.Web.Tests.Support;

/// <summary>bUnit asks for another version of AngleSharp.Diffing than the one beside it; the one beside it serves.</summary>
static class DiffingVersion
{
    [ModuleInitializer]
    internal static void Accept() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
