using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Reads correlation keys and properties (BPMN 2.0.2, 8.4.2): of the keys that a message can be correlated by, the one that the
/// process subscribes to, else the first in the file.
/// </summary>
static class CorrelationReader
{
    /// <param name="node">The event or task that waits for the message or sends it.</param>
    public static MessageCorrelation? Read(SourceElement message, SourceElement node, ReadContext context)
    {
        if (message.Parent is not { } definitions || message.Id is not { } messageId)
        {
            return null;
        }

        var subscriptions = ProcessOf(node)?.Bpmn("correlationSubscription").ToList() ?? [];
        MessageCorrelation? first = null;
        foreach (var key in Keys(definitions).Where(k => k.Id is not null))
        {
            if (Paths(key, messageId, definitions, node, context) is not { IsEmpty: false } paths)
            {
                continue;
            }

            var correlation = new MessageCorrelation(key.Id!, paths);
            if (subscriptions.Find(s => Names(s["correlationKeyRef"], key.Id)) is { } subscription)
            {
                return correlation with { Expected = Expected(subscription, key, node, context) };
            }

            first ??= correlation;
        }

        return first;
    }

    /// <summary>References that lead nowhere, once for the file.</summary>
    public static void Check(SourceElement definitions, IEnumerable<SourceElement> processes, ReadContext context)
    {
        var properties = definitions.Bpmn("correlationProperty").Select(p => p.Id).OfType<string>().ToHashSet();
        var keys = Keys(definitions).ToList();
        foreach (var reference in keys.SelectMany(k => k.Bpmn("correlationPropertyRef")).Where(r => r.Text is { } text && !properties.Any(p => Names(text.Value, p))))
        {
            Dangling(reference.Text!, "correlation property", reference, context);
        }

        foreach (var subscription in processes.SelectMany(p => p.Bpmn("correlationSubscription")))
        {
            if (subscription.Find("correlationKeyRef") is { } key && !keys.Exists(k => Names(key.Value, k.Id)))
            {
                Dangling(key, "correlation key", subscription, context);
            }

            foreach (var binding in subscription.Bpmn("correlationPropertyBinding"))
            {
                if (binding.Find("correlationPropertyRef") is { } property && !properties.Any(p => Names(property.Value, p)))
                {
                    Dangling(property, "correlation property", binding, context);
                }
            }
        }
    }

    /// <summary>Keys stand in a collaboration, or in a conversation in it.</summary>
    static IEnumerable<SourceElement> Keys(SourceElement definitions) =>
        definitions.Bpmn("collaboration").SelectMany(c => c.Descendants()).Where(e => e is { IsBpmn: true, Name: "correlationKey" });

    /// <summary>Where each property of the key is in the message; null when one of them is not in it.</summary>
    static ImmutableArray<FeelExpression>? Paths(SourceElement key, string messageId, SourceElement definitions, SourceElement node, ReadContext context)
    {
        var paths = ImmutableArray.CreateBuilder<FeelExpression>();
        foreach (var reference in References(key))
        {
            var retrieval = definitions.Bpmn("correlationProperty").FirstOrDefault(p => Names(reference, p.Id))
                ?.Bpmn("correlationPropertyRetrievalExpression").FirstOrDefault(r => Names(r["messageRef"], messageId));
            if (retrieval?.Bpmn("messagePath").FirstOrDefault()?.Text is not { IsEmpty: false } path)
            {
                return null;
            }

            paths.Add(Expression(path, node, context));
        }

        return paths.ToImmutable();
    }

    static ImmutableArray<FeelExpression> Expected(SourceElement subscription, SourceElement key, SourceElement node, ReadContext context)
    {
        var expected = ImmutableArray.CreateBuilder<FeelExpression>();
        foreach (var reference in References(key))
        {
            var binding = subscription.Bpmn("correlationPropertyBinding").FirstOrDefault(b => Names(b["correlationPropertyRef"], reference.Trim()));
            if (binding?.Bpmn("dataPath").FirstOrDefault()?.Text is not { IsEmpty: false } path)
            {
                // What is not bound to data is given by the first message, and the key as a whole with it.
                return [];
            }

            expected.Add(Expression(path, node, context));
        }

        return expected.ToImmutable();
    }

    static IEnumerable<string> References(SourceElement key) => key.Bpmn("correlationPropertyRef").Select(r => r.Text?.Value.Trim()).OfType<string>();

    static FeelExpression Expression(SourceText text, SourceElement node, ReadContext context) =>
        context.Expressions.IsExpression(text.Trim().Value) ? context.Expressions.Value(text, node.Id)! : context.Expressions.Feel(text.Trim(), node.Id);

    /// <summary>References are qualified names: some tools put the target namespace's prefix before the id.</summary>
    static bool Names(string? reference, string? id) =>
        reference?.Trim() is { } name && id is not null && (name == id || name[(name.IndexOf(':') + 1)..] == id);

    static SourceElement? ProcessOf(SourceElement? element) => element is null or { IsBpmn: true, Name: "process" } ? element : ProcessOf(element.Parent);

    static void Dangling(SourceText reference, string what, SourceElement element, ReadContext context) =>
        context.Diagnostics.Error("dangling-reference", reference.Location, element.NearestId,
            $"Expected the declaration of the {what} “{reference.Value.Trim()}”, but the file has none.", $"Declare the {what}, or remove the reference.");
}
