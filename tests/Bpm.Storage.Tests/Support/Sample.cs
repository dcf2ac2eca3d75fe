using System.Reflection;

namespace Bpm.Storage.Tests;

/// <summary>Makes an argument of any type that a question takes: as little as it can be, or with everything in it.</summary>
static class Sample
{
    public static object? Of(Type type, bool full)
    {
        var inner = Nullable.GetUnderlyingType(type);
        return inner is not null ? full ? Of(inner, full) : null
            : type == typeof(CancellationToken) ? CancellationToken.None
            : type == typeof(string) ? "x"
            : type == typeof(bool) ? full
            : type == typeof(DateTimeOffset) ? Steps.Start
            : type == typeof(int) || type == typeof(long) ? Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture)
            : type.IsEnum ? Enum.GetValues(type).GetValue(full ? Enum.GetValues(type).Length - 1 : 0)
            : type.IsGenericType && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType()) ? Items(type.GetGenericArguments()[0], full)
            : Record(type, full);
    }

    static Array Items(Type type, bool full)
    {
        var items = Array.CreateInstance(type, full ? 2 : 1);
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Of(type, full), i);
        }

        return items;
    }

    static object Record(Type type, bool full, bool isInside = false)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, full))]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && (full || IsRequired(p))))
        {
            // A question inside a question of its kind has no others inside.
            if (property.PropertyType.GenericTypeArguments.Contains(type))
            {
                if (!isInside) property.SetValue(made, Inside(type));
                continue;
            }

            property.SetValue(made, Of(property.PropertyType, full));
        }

        return made;
    }

    static Array Inside(Type type)
    {
        var items = Array.CreateInstance(type, 2);
        items.SetValue(Record(type, full: true, isInside: true), 0);
        items.SetValue(Record(type, full: true, isInside: true), 1);
        return items;
    }

    static bool IsRequired(PropertyInfo property) =>
        property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;
}
