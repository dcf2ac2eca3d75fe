namespace Bpm.Feel.Tests;

public sealed class CamundaExpressionTests
{
    static readonly FeelContext Scope = Feel.Context("""
        {"amount": 1500, "x": "y", "text": "5", "approved": true, "yes": "true", "nothing": null, "list": [1, 2], "none": [],
         "order": {"no": 7, "lines": [{"sku": "a"}]}, "no": "A-1", "supplier": "ACME", "due": "2026-03-15",
         "currentUser()": "mary", "execution()": {"businessKey": "BK-1"}, "task()": {"assignee": "john"}, "nrOfInstances": 4, "done": 3}
        """);

    [Theory]
    [InlineData("${amount > 1000 && x == 'y'}", "true")]
    [InlineData("#{amount gt 1000 and x eq \"y\"}", "true")]
    [InlineData("${done/nrOfInstances >= 0.6 }", "true")]
    [InlineData("${!approved || not approved}", "false")]
    [InlineData("${yes && approved}", "true")]
    [InlineData("${not missing}", "true")]
    [InlineData("${nothing == null}", "true")]
    [InlineData("${missing != null}", "false")]
    [InlineData("${text == 5}", "true")]
    [InlineData("${text > 4}", "true")]
    [InlineData("${missing > 4}", "false")]
    [InlineData("${list == 'a'}", "false")]
    [InlineData("${x + 1}", "\"y1\"")]
    [InlineData("${5-2}", "3")]
    [InlineData("${7 % 4 + 7 mod 4 + 8 div 4}", "8")]
    [InlineData("${-amount * 2}", "-3000")]
    [InlineData("${amount > 1000 ? 'high' : 'low'}", "\"high\"")]
    [InlineData("${empty none && empty nothing && !empty list}", "true")]
    [InlineData("${list[0] + order.lines[0].sku}", "\"1a\"")]
    [InlineData("${order['no']}", "7")]
    [InlineData("${x.length() + list.size()}", "3")]
    [InlineData("${supplier.contains('CM') && list.contains(2)}", "true")]
    [InlineData("${supplier.toLowerCase().startsWith('ac')}", "true")]
    [InlineData("${x.equals('y') && !x.isEmpty()}", "true")]
    [InlineData("${supplier.replace('C', 'k').toUpperCase()}", "\"AKME\"")]
    [InlineData("${'a,b,,'.split(',')}", "[\"a\", \"b\"]")]
    [InlineData("${'a|b'.split('|')[1]}", "\"b\"")]
    [InlineData("${supplier.substring(1, 3).concat('!').trim()}", "\"CM!\"")]
    [InlineData("${supplier.indexOf('M') + list.indexOf(2) + supplier.lastIndexOf('E')}", "6")]
    [InlineData("${supplier.charAt(0) == 'A' && ' '.isBlank()}", "true")]
    [InlineData("${supplier.equalsIgnoreCase('acme') && supplier.endsWith('ME')}", "true")]
    [InlineData("${order.containsKey('no') && order.containsValue(7) && order.get('no') == 7}", "true")]
    [InlineData("${order.keySet()}", "[\"no\", \"lines\"]")]
    [InlineData("${list.get(1) le 2 and list.get(0) ne 2 and 1 lt 2 and 2 ge 2}", "true")]
    [InlineData("${1e40 * 10}", "1E+41")]
    [InlineData("${list[1e40]}", "null")]
    [InlineData("${execution.getVariable('amount')}", "1500")]
    [InlineData("${execution.getVariable(x)}", "null")]
    [InlineData("${execution.hasVariable('amount')}", "true")]
    [InlineData("${execution.processBusinessKey}", "\"BK-1\"")]
    [InlineData("${task.assignee}", "\"john\"")]
    [InlineData("${currentUser()}", "\"mary\"")]
    [InlineData("${now()}", "@\"2026-03-14T10:26:53+01:00\"")]
    [InlineData("${dateTime().plusDays(1).toDate()}", "@\"2026-03-15T10:26:53+01:00\"")]
    [InlineData("${due > now()}", "true")]
    [InlineData("Invoice ${no} of ${supplier}", "\"Invoice A-1 of ACME\"")]
    [InlineData("${no}${missing}-${order.no}", "\"A-1-7\"")]
    [InlineData(" ${amount} ", "1500")]
    [InlineData("plain text", "\"plain text\"")]
    [InlineData("costs \\${5}", "\"costs ${5}\"")]
    [InlineData("", "\"\"")]
    public void Evaluates(string text, string literal)
    {
        var parsed = CamundaExpression.Parse(text);

        Assert.True(parsed.IsValid, parsed.Error?.Message);
        Assert.Equal(literal, parsed.Expression.Evaluate(Scope, Feel.Environment).Value.ToString());
    }

    [Theory]
    [InlineData("${bean.check(x)}", "there are no beans or Java methods")]
    [InlineData("${order.getTotal()}", "write .total")]
    [InlineData("${S(json).prop('a')}", "there is no code to call")]
    [InlineData("${execution.setVariable('x', 1)}", "set variables with an output mapping")]
    [InlineData("${''.getClass().forName('java.lang.Runtime')}", "write .class")]
    [InlineData("${x = 1}", "Expected '==' but found '=' at line 1, column 5")]
    [InlineData("${amount >}", "Expected an expression but found '}' at line 1, column 11")]
    [InlineData("a ${amount", "Expected '}' to end the expression that starts at line 1, column 3")]
    [InlineData("${new Date()}", "Java types are not known here")]
    public void What_is_no_data_is_an_error_that_names_the_remedy(string text, string message) =>
        Assert.Contains(message, CamundaExpression.Parse(text).Error!.Message);

    [Theory]
    [InlineData("plain", true)]
    [InlineData("${true}", true)]
    [InlineData("${4}", true)]
    [InlineData("${x}", false)]
    [InlineData("a ${x}", false)]
    public void Knows_what_needs_no_evaluation(string text, bool isStatic) =>
        Assert.Equal(isStatic, CamundaExpression.Parse(text).Expression!.IsStatic);

    [Fact]
    public void Lists_the_variables_it_reads() =>
        Assert.Equal(["a", "b", "execution()", "task()"], CamundaExpression.Parse("${a.x + execution.getVariable('b')} ${execution.processBusinessKey} ${task.name}").Expression!.Variables.Order());
}
