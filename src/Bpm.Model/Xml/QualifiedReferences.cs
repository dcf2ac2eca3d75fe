namespace Bpm.Model;

/// <summary>
/// References between elements are qualified names (BPMN 2.0.2, 15.3): some tools put the prefix of the target namespace
/// before the id. It is taken off wherever only the rest is an id of the file.
/// </summary>
static class QualifiedReferences
{
    static readonly HashSet<string> Attributes = ["sourceRef", "targetRef", "attachedToRef", "default", "activityRef"];
    static readonly HashSet<string> Elements = ["incoming", "outgoing"];

    public static void Shorten(SourceElement definitions)
    {
        var ids = definitions.Descendants().Select(e => e.Id).OfType<string>().ToHashSet();
        foreach (var element in definitions.Descendants().Where(e => e.IsBpmn))
        {
            for (var i = 0; i < element.Attributes.Count; i++)
            {
                var attribute = element.Attributes[i];
                if (attribute.Namespace.Length == 0 && Attributes.Contains(attribute.Name) && Shortened(attribute.Text.Trim(), ids) is { } text)
                {
                    element.Attributes[i] = attribute with { Text = text };
                }
            }

            if (Elements.Contains(element.Name) && element.Text?.Trim() is { } reference && Shortened(reference, ids) is { } id)
            {
                element.Text = id;
            }
        }
    }

    static SourceText? Shortened(SourceText reference, HashSet<string> ids)
    {
        var prefix = reference.Value.IndexOf(':', StringComparison.Ordinal);
        return prefix > 0 && !ids.Contains(reference.Value) && ids.Contains(reference.Value[(prefix + 1)..]) ? reference.From(prefix + 1) : null;
    }
}
