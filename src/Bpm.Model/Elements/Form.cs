using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>The form of a user task or start event.</summary>
public abstract record Form;

/// <summary>Generated form of Camunda 7 (<c>camunda:formData</c>, <c>camunda:formProperty</c>).</summary>
public sealed record GeneratedForm(ImmutableArray<FormField> Fields, string? BusinessKeyField = null) : Form;

/// <summary>A form-js schema that stands in the BPMN file itself (<c>zeebe:userTaskForm</c>).</summary>
public sealed record EmbeddedForm(string Schema) : Form;

/// <summary>A deployed form-js schema (<c>camunda:formRef</c>, <c>zeebe:formDefinition formId</c>).</summary>
public sealed record FormReference(string FormId, FormBinding Binding, int? Version = null) : Form;

/// <summary>A form that another application shows (<c>camunda:formKey</c>, <c>zeebe:formDefinition externalReference</c>).</summary>
public sealed record ExternalForm(string Key) : Form;

public enum FormBinding { Latest, Deployment, Version }

/// <summary>One field of a <see cref="GeneratedForm"/>; <see cref="Id"/> is the variable that it reads and writes.</summary>
public sealed record FormField
{
    public required string Id { get; init; }
    public FeelExpression? Label { get; init; }

    /// <summary><c>string</c>, <c>long</c>, <c>double</c>, <c>boolean</c>, <c>date</c>, <c>enum</c> or <c>textarea</c>.</summary>
    public string Type { get; init; } = "string";
    public FeelExpression? DefaultValue { get; init; }
    public bool IsRequired { get; init; }
    public bool IsReadOnly { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public ImmutableArray<FormOption> Options { get; init; } = [];
}

/// <summary>A choice of an <c>enum</c> field.</summary>
public sealed record FormOption(string Id, string Label);
