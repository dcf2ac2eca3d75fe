using System.Net;
using System.Text;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class DeploymentApiTests(ProductHost host)
{
    const string Definition = """
        {"id":"<key>","key":"PROCESS","category":"http://bpmn.io/schema/bpmn","description":null,"name":"Order","version":1,
         "resource":"PROCESS.bpmn","deploymentId":"<key>","diagram":null,"suspended":false,"tenantId":null,"versionTag":"v1",
         "historyTimeToLive":180,"startableInTasklist":true}
        """;

    [Fact]
    public async Task The_deploy_button_of_a_modeler_works()
    {
        var mia = host.As("mia");
        Assert.Equal(HttpStatusCode.OK, (await mia.Get("/deployment?maxResults=0")).Status);
        Assert.Equal("7.24.0", (string?)(await mia.Get("/version")).Json["version"]);

        var deployed = await mia.Deploy("deploy-modeler", Model("deploy-modeler"));

        Assert.Equal(HttpStatusCode.OK, deployed.Status);
        Assert.Equal("application/json", deployed.ContentType);
        Golden.Equal($$"""
            {"links":[{"method":"GET","href":"<address>","rel":"self"}],"id":"<key>","name":"deploy-modeler","source":"Camunda Modeler",
             "deploymentTime":"<date>","tenantId":null,"deployedProcessDefinitions":{"<key>":{{Definition.Replace("PROCESS", "deploy-modeler", StringComparison.Ordinal)}}},
             "deployedCaseDefinitions":null,"deployedDecisionDefinitions":null,"deployedDecisionRequirementsDefinitions":null}
            """, deployed.Json);
        Assert.StartsWith(host.Address.ToString(), (string?)deployed.Json["links"]![0]!["href"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_content_again_is_the_same_deployment_and_no_new_version()
    {
        var mia = host.As("mia");
        var first = await mia.Deploy("deploy-again", Model("deploy-again"));

        var second = await mia.Deploy("deploy-again", Model("deploy-again"));

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Null(second.Json["deployedProcessDefinitions"]);
        Assert.Equal((string?)first.Json["id"], (string?)second.Json["id"]);
        Assert.Equal(1, (await mia.Get("/process-definition/count?key=deploy-again")).Count);
    }

    [Fact]
    public async Task Changed_content_is_a_new_version()
    {
        var mia = host.As("mia");
        await mia.Deploy("deploy-change", Model("deploy-change"));

        await mia.Deploy("deploy-change", Model("deploy-change").Replace("\"Approve\"", "\"Approve it\"", StringComparison.Ordinal));

        var versions = (await mia.Get("/process-definition?key=deploy-change&sortBy=version&sortOrder=desc")).Json.AsArray();
        Assert.Equal([2, 1], versions.Select(v => (int)v!["version"]!));
        Assert.Equal(2, (int)(await mia.Get("/process-definition/key/deploy-change")).Json["version"]!);
        Assert.Equal(1, (await mia.Get("/process-definition/count?key=deploy-change&latestVersion=true")).Count);
    }

    [Fact]
    public async Task Deployments_and_their_files_can_be_read_again()
    {
        var mia = host.As("mia");
        var xml = Model("deploy-read");
        var id = (string?)(await mia.Deploy("deploy-read", xml)).Json["id"];

        var one = await mia.Get($"/deployment/{id}");
        var resource = (await mia.Get($"/deployment/{id}/resources")).Json[0]!;
        var data = await mia.Get($"/deployment/{id}/resources/{(string?)resource["id"]}/data");
        var definition = (await mia.Get($"/process-definition?deploymentId={id}")).Json[0]!;
        var drawn = await mia.Get($"/process-definition/{(string?)definition["id"]}/xml");

        Golden.Equal("""
            {"links":[{"method":"GET","href":"<address>","rel":"self"}],"id":"<key>","name":"deploy-read","source":"Camunda Modeler","deploymentTime":"<date>","tenantId":null}
            """, one.Json);
        Golden.Equal("""{"id":"<key>","name":"deploy-read.bpmn","deploymentId":"<key>"}""", resource);
        Assert.Equal(xml, data.Text);
        Golden.Equal(Definition.Replace("PROCESS", "deploy-read", StringComparison.Ordinal), definition);
        Assert.Equal(xml, (string?)drawn.Json["bpmn20Xml"]);
        Assert.Equal(1, (await mia.Get("/deployment/count?name=deploy-read")).Count);
    }

    [Fact]
    public async Task Staff_may_not_deploy()
    {
        var refused = await host.As("anna").Deploy("deploy-staff", Model("deploy-staff"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("AuthorizationException", refused.Type);
        Assert.Equal(0, (await host.As("anna").Get("/process-definition/count?key=deploy-staff")).Count);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_a_clear_400()
    {
        var refused = await host.As("mia").PostText("/deployment/create", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("multipart/form-data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_file_is_not_deployed_beside_a_bad_one()
    {
        var mia = host.As("mia");

        var refused = await mia.Deploy("deploy-both",
            ("deploy-good.bpmn", Encoding.UTF8.GetBytes(Model("deploy-good"))), ("deploy-bad.bpmn", "<nonsense/>"u8.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Json["details"]!["deploy-bad.bpmn"]);
        Assert.Equal(0, (await mia.Get("/process-definition/count?key=deploy-good")).Count);
    }

    static string Model(string id) => SmallProcesses.UserTask(id).Replace("isExecutable=\"true\"", "isExecutable=\"true\" camunda:versionTag=\"v1\"", StringComparison.Ordinal);
}
