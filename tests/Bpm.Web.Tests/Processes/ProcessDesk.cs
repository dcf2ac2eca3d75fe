using AngleSharp.Dom;
using Bpm.Storage;
using Bpm.Web.Decisions;
using Bpm.Web.Processes;
using Bpm.Web.Shared;
using Bpm.Web.Tests.Support;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Processes;

/// <summary>A desk at which the pages of processes and instances can be opened, and the ways a person finds things on them.</summary>
static class ProcessDesk
{
    public static Desk ProcessDeskOf(this Office office, string userId)
    {
        var desk = office.DeskOf(userId);
        desk.Services.AddSingleton(office.Get<UserTasks>());
        desk.Services.AddSingleton(office.Get<Jobs>());
        desk.Services.AddSingleton(office.Get<Subscriptions>());
        desk.Services.AddSingleton(office.Get<Variables>());
        desk.Services.AddSingleton(office.Get<ElementHistory>());
        desk.Services.AddSingleton(office.Get<DecisionDefinitions>());
        desk.Services.AddSingleton(office.Get<DecisionEvaluations>());
        desk.Services.AddSingleton(office.Get<Deployments>());
        desk.Services.AddProcessPages();
        desk.Services.AddDecisionPages();
        // The browser draws it; what it is given to draw is what these tests look at.
        desk.ComponentFactories.AddStub<BpmnDiagram>();
        return desk;
    }

    /// <summary>What the page gives the diagram to draw.</summary>
    public static CapturedParameterView<BpmnDiagram> Diagram(this IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        page.FindComponent<Stub<BpmnDiagram>>().Instance.Parameters;

    public static IElement Button(this IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string text) =>
        page.FindAll("button").Single(b => Text(b).StartsWith(text, StringComparison.Ordinal));

    public static bool HasButton(this IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string text) =>
        page.FindAll("button").Any(b => Text(b).StartsWith(text, StringComparison.Ordinal));

    public static IElement Labelled(this IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string label)
    {
        var found = page.FindAll("label").First(l => Text(l).StartsWith(label, StringComparison.Ordinal));
        return page.FindAll("input, select, textarea").Single(i => i.Id == found.GetAttribute("for"));
    }

    /// <summary>All that a person reads on the page.</summary>
    public static string Said(this IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) => string.Join(' ', page.Nodes.Select(Text));

    static string Text(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
