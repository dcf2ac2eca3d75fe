using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Reads call activities: which process, which version of it, and what goes over and comes back.</summary>
static class CallActivityReader
{
    const string Camunda = Namespaces.Camunda;
    const string Zeebe = Namespaces.Zeebe;

    public static CallActivity? Read(SourceElement element, string scopeId, ReadContext context)
    {
        var zeebe = element.Extensions(Zeebe, "calledElement").FirstOrDefault();
        var called = context.Expressions.Value(zeebe?.Find("processId") ?? element.Find("calledElement"), element.Id);
        if (called is null)
        {
            context.Diagnostics.Error("missing-called-element", zeebe?.Location ?? element.Location, element.Id,
                "Expected the id of the process that is called, but there is none.", "Fill in the called process.");
            return null;
        }

        var node = new CallActivity { Id = element.Id ?? "", ScopeId = scopeId, CalledElement = called };
        return zeebe is null ? WithCamunda7(node, element, context) : WithCamunda8(node, zeebe, context);
    }

    static CallActivity WithCamunda7(CallActivity node, SourceElement element, ReadContext context)
    {
        var binding = Binding(element.Find("calledElementBinding", Camunda), element, context);
        var version = binding switch
        {
            Model.Binding.Version => element.Find("calledElementVersion", Camunda),
            Model.Binding.VersionTag => element.Find("calledElementVersionTag", Camunda),
            _ => null,
        };
        var (input, output) = (CallMappingReader.Read(element, "in", context), CallMappingReader.Read(element, "out", context));
        var isPlain = context.Dialect == Dialect.Plain;
        return node with
        {
            Binding = binding,
            Version = Version(version, binding, element, context),
            BusinessKey = context.Expressions.Value(
                element.Extensions(Camunda, "in").Select(i => i.Find("businessKey")).FirstOrDefault(k => k is not null), element.Id),
            // A plain file has no words for what goes over: the data of the caller are those of the called process.
            In = isPlain ? CallMapping.All : input,
            Out = isPlain ? CallMapping.All : output,
        };
    }

    static CallActivity WithCamunda8(CallActivity node, SourceElement zeebe, ReadContext context)
    {
        var binding = Binding(zeebe.Find("bindingType"), zeebe, context);
        return node with
        {
            Binding = binding,
            Version = Version(binding == Model.Binding.VersionTag ? zeebe.Find("versionTag") : null, binding, zeebe, context),
            BusinessKey = context.Expressions.Value(zeebe.Find("businessId"), node.Id),
            In = zeebe.Is("propagateAllParentVariables", otherwise: true) ? CallMapping.All : new CallMapping(true, [], LocalOnly: true),
            Out = zeebe.Is("propagateAllChildVariables", otherwise: true) ? CallMapping.All : CallMapping.All with { LocalOnly = true },
        };
    }

    static FeelExpression? Version(SourceText? text, Binding binding, SourceElement element, ReadContext context)
    {
        if (text is null && binding is Model.Binding.Version or Model.Binding.VersionTag)
        {
            context.Diagnostics.Error("missing-version", element.Location, element.NearestId,
                "Expected the version that is called, but there is none.", "Fill in the version, or choose the binding latest.");
        }

        return context.Expressions.Value(text, element.NearestId);
    }

    static Binding Binding(SourceText? text, SourceElement element, ReadContext context)
    {
        switch (text?.Value.Trim())
        {
            case null or "" or "latest": return Model.Binding.Latest;
            case "deployment": return Model.Binding.Deployment;
            case "version": return Model.Binding.Version;
            case "versionTag": return Model.Binding.VersionTag;
            default:
                context.Diagnostics.Error("binding", text.Location, element.NearestId,
                    $"Expected the binding latest, deployment, version or versionTag, but found “{text.Value}”.", "Choose one of these.");
                return Model.Binding.Latest;
        }
    }
}
