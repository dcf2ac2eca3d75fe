using System.Text;

namespace Bpm.Model;

/// <summary>An XML element with the place of itself and of each attribute; unknown to it is what BPMN means.</summary>
sealed class SourceElement(string @namespace, string name, SourceLocation location, SourceElement? parent)
{
    StringBuilder? _text;
    SourceFile? _textFile;
    int _textStart;

    public string Namespace { get; } = @namespace;
    public string Name { get; } = name;
    public SourceLocation Location { get; } = location;
    public SourceElement? Parent { get; } = parent;
    public List<SourceAttribute> Attributes { get; } = [];
    public List<SourceElement> Children { get; } = [];

    /// <summary>The element's own text up to its first child.</summary>
    public SourceText? Text
    {
        get => field ?? (_text is null ? null : new SourceText(_textFile!, _text.ToString(), _textStart));
        set;
    }

    public void AddText(string value, SourceFile file, int start)
    {
        if (_text is null)
        {
            (_text, _textFile, _textStart) = (new StringBuilder(), file, start);
        }

        _text.Append(value);
    }

    public string? Id => Find("id")?.Value;
    public bool IsBpmn => Namespace == Namespaces.Bpmn;

    /// <summary>The id of this element or of the nearest one around it that has one: what people find in the diagram.</summary>
    public string? NearestId => Id ?? Parent?.NearestId;

    public SourceText? Find(string attribute, string @namespace = "") =>
        Attributes.Find(a => a.Name == attribute && a.Namespace == @namespace)?.Text;

    /// <summary>The value of an attribute in BPMN's own vocabulary.</summary>
    public string? this[string attribute] => Find(attribute)?.Value;

    public bool Is(string attribute, bool otherwise) =>
        Find(attribute)?.Value.Trim() is { } value ? value is "true" or "1" : otherwise;

    public IEnumerable<SourceElement> Bpmn(string name) => Children.Where(c => c.IsBpmn && c.Name == name);

    public IEnumerable<SourceElement> Elements(string @namespace, string name) =>
        Children.Where(c => c.Namespace == @namespace && c.Name == name);

    /// <summary>Extension elements of this name.</summary>
    public IEnumerable<SourceElement> Extensions(string @namespace, string name) =>
        Bpmn("extensionElements").SelectMany(e => e.Elements(@namespace, name));

    public IEnumerable<SourceElement> Descendants() => Children.SelectMany(c => c.Descendants().Prepend(c));
}

sealed record SourceAttribute(string Namespace, string Name, SourceLocation Location, SourceText Text);
