using System.Net;
using System.Text;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api.V2;

/// <summary>Calls of Camunda 8's API.</summary>
static class Camunda8Calls
{
    public static async Task<Answer> Post8(this HttpClient client, string path, string body = "{}") => await client.Send8(HttpMethod.Post, path, body);

    public static async Task<Answer> Patch8(this HttpClient client, string path, string body) => await client.Send8(HttpMethod.Patch, path, body);

    public static async Task<Answer> Get8(this HttpClient client, string path) => await Answer.Of(await client.GetAsync("/v2" + path));

    public static async Task<Answer> Delete8(this HttpClient client, string path) => await Answer.Of(await client.DeleteAsync("/v2" + path));

    /// <summary>The items that a search finds; the search must succeed.</summary>
    public static async Task<IReadOnlyList<string?>> Found8(this HttpClient client, string what, string body, string property)
    {
        var answer = await client.Post8($"/{what}/search", body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return [.. answer.Json["items"]!.AsArray().Select(i => (string?)i![property])];
    }

    /// <summary>A problem with this status, whose detail speaks of this.</summary>
    public static void IsProblem(this Answer answer, HttpStatusCode status, string about)
    {
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Text}");
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal((int)status, (int)answer.Json["status"]!);
        Assert.StartsWith("/v2/", (string?)answer.Json["instance"], StringComparison.Ordinal);
        Assert.Contains(about, (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    static async Task<Answer> Send8(this HttpClient client, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, "/v2" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await Answer.Of(await client.SendAsync(request));
    }
}
