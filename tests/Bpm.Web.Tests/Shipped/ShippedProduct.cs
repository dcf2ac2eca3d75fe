using System.Text.Json;
using Bpm.Connectors.Tests;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Shipped;

/// <summary>
/// The product with its shipped processes and a clock that tests move, and the systems of others that those processes
/// call: a bank, a shop and a language model in one server.
/// </summary>
public sealed class ShippedProduct : IAsyncLifetime
{
    ProductHost? _product;
    StubServer? _others;

    internal ProductHost Product => _product!;

    /// <summary>Where the bank, the shop and the language model listen.</summary>
    internal string Others => _others!.Url;

    public async ValueTask InitializeAsync()
    {
        _others = await StubServer.StartAnswering(Answer);
        _product = new ProductHost(
            $"--Bpm:DemoProcesses={Story.Folder}", "--Bpm:TestClock=2026-03-02T08:00:00Z",
            $"--Bpm:Connectors:Http:AllowedHosts:0=127.0.0.1:{_others.Port}", $"--Bpm:Connectors:Llm:default:Url={_others.Url}", "--Bpm:Connectors:Llm:default:Model=small");
        await _product.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_product is not null) await _product.DisposeAsync();
        if (_others is not null) await _others.DisposeAsync();
    }

    static (int, string) Answer(Received request) => (request.Method, request.Target) switch
    {
        ("POST", "/orders") => Holds(request, "unobtainable") ? (400, "{}") : (201, """{"orderNumber":"S-5"}"""),
        ("POST", "/payments") => Holds(request, "BLOCKED") ? (422, "{}") : Holds(request, "DOWN") ? (503, "{}") : (201, """{"id":"pay-7"}"""),
        ("DELETE", "/payments/pay-7") => (200, "{}"),
        ("POST", "/chat/completions") => Holds(request, "SILENCE") ? (503, "{}") : (200, Completion(request)),
        _ => (404, "{}"),
    };

    static string Completion(Received request)
    {
        var (label, confidence) = Holds(request, "Bill of Lading") ? ("bill-of-lading", 0.97) : Holds(request, "Packing list") ? ("packing-list", 0.9) : ("other", 0.5);
        return JsonSerializer.Serialize(new
        {
            choices = new[] { new { finish_reason = "stop", message = new { content = JsonSerializer.Serialize(new { value = label, confidence }) } } },
        });
    }

    static bool Holds(Received request, string text) => request.Body.Contains(text, StringComparison.Ordinal);
}
