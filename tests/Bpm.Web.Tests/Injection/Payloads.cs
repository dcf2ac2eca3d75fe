namespace Bpm.Web.Tests.Injection;

/// <summary>
/// Texts that are code to somebody: to an expression language, a template engine, the database or a browser. Whoever
/// evaluates one of those with a product writes <see cref="Computed"/>, which stands in none of them.
/// </summary>
static class Payloads
{
    public const string Computed = "62615533";

    public static readonly string[] Expressions =
    [
        "${7919*7907}", "#{7919*7907}", "=7919*7907", "= 7919*7907", "{{7919*7907}}", "{{=7919*7907}}", "${{7919*7907}}", "$${7919*7907}", "\\${7919*7907}",
        "a ${7919*7907} b #{7919*7907} c", "=\"a\" + string(7919*7907)", "${\"${7919*7907}\"}", "${'#{7919*7907}'}", "=[7919*7907]", "= {a: 7919*7907}.a",
        "[7919*7907]", "{a: 7919*7907}", "{\"a\": \"${7919*7907}\"}", "[\"=7919*7907\"]", "range(\"[7919*7907..]\")",
        "${execution.setVariable('pwned', 7919*7907)}", "${execution.getVariable(\"secret\")}", "= get value({a: 7919*7907}, \"a\")", "= secret", "${secret}",
        "${''.getClass().forName('java.lang.Runtime').getMethod('exec',''.getClass())}", "#{''.class.forName('java.lang.ProcessBuilder')}",
        "@\"2020-01-01\"", "=@\"2020-01-01\"", "${now()}", "= function() external {java: {class: \"java.lang.Math\", method signature: \"max(int,int)\"}}",
        "@(7919*7907)", "@{7919*7907}", "<%= 7919*7907 %>", "#set($x=7919*7907)$x", "${jndi:ldap://127.0.0.1/a}", "{7919*7907:N0}", "{0}", "%s%n", "$(id)", "`id`",
    ];

    public static readonly string[] Statements =
    [
        "'; DROP TABLE audit; --", "\"; DELETE FROM person; --", "' OR '1'='1", "x' || (SELECT 7919*7907) || '", "%' ESCAPE '!' OR 1=1 --", "@id", "{Limit}", "1; WAITFOR DELAY '0:0:5'",
    ];

    public static readonly string[] Markup =
    [
        "<script>window.pwned=7919*7907</script>", "<img src=x onerror=\"window.pwned=1\">", "\"><svg onload=alert(1)>", "' onfocus='alert(1)' autofocus='",
        "</textarea><script>alert(1)</script>", "</script><script>alert(1)</script>", "[a](javascript:alert(1))", "<!--", "]]>", "&lt;b&gt;", "<a href=\"javascript:alert(1)\">a</a>",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>",
    ];

    public static readonly string[] All = [.. Expressions, .. Statements, .. Markup];
}
