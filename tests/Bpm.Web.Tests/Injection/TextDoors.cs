using System.Reflection;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;

namespace Bpm.Web.Tests.Injection;

/// <summary>Where text comes in: found by reflection, so that a new parameter or property is a new door.</summary>
static class TextDoors
{
    /// <summary>Names such as <c>Start.request.BusinessKey</c>: the method, its parameter, and the way down to a text.</summary>
    public static IEnumerable<string> Of(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .SelectMany(method => method.GetParameters().SelectMany(p => Paths(p.ParameterType, $"{method.Name}.{p.Name}")))
            .Distinct();

    static IEnumerable<string> Paths(Type type, string path) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } given => Paths(given, path),
        _ when type == typeof(string) || type == typeof(VariableSet) || type == typeof(ReadOnlyMemory<byte>) || type == typeof(JsonElement)
            || typeof(FeelValue).IsAssignableFrom(type) => [path],
        // Who it is comes from the sign-in, never from the caller's text.
        _ when type == typeof(Actor) || type.IsPrimitive || type.IsEnum => [],
        _ when ItemOf(type) is { } item => Paths(item, path),
        // Of several kinds, each may hold texts.
        _ when type is { IsAbstract: true, IsInterface: false } && IsOurs(type) =>
            type.Assembly.GetTypes().Where(t => !t.IsAbstract && type.IsAssignableFrom(t)).SelectMany(t => Paths(t, path)),
        _ when IsOurs(type) =>
            type.GetProperties().Where(p => p.SetMethod is not null).SelectMany(p => Paths(p.PropertyType, $"{path}.{p.Name}")),
        _ => [],
    };

    static bool IsOurs(Type type) => type.Namespace?.StartsWith("Bpm.", StringComparison.Ordinal) == true;

    static Type? ItemOf(Type type) => type.IsGenericType && type.GetInterfaces().Append(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } items ? items.GetGenericArguments()[0] : null;
}
