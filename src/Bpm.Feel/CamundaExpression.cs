using System.Text;
using Bpm.Feel.Camunda;
using Bpm.Feel.Evaluation;
using Bpm.Feel.Syntax;

namespace Bpm.Feel;

/// <summary>
/// The <c>${…}</c> and <c>#{…}</c> dialect of Camunda 7, as far as it reads data: properties, arithmetic, comparison, logic, common
/// string methods. Beans and Java have nothing to call here; they are syntax errors that name the remedy.
/// Text around the braces makes a template; text without any is a plain string.
/// </summary>
public static class CamundaExpression
{
    public static FeelParseResult Parse(string text) =>
        FeelExpression.From(text, () =>
        {
            HashSet<string> variables = [];
            var parts = Parts(text, variables);
            return (parts is [var only] ? only : Bounds.Check(new Template(new Span(0, text.Length), [.. parts])), variables);
        });

    /// <summary>Whether the text has an expression in it at all.</summary>
    public static bool IsExpression(string text) => NextOpening(text, 0) >= 0;

    static List<Node> Parts(string text, HashSet<string> variables)
    {
        List<Node> parts = [];
        var at = 0;
        while (at < text.Length)
        {
            var open = NextOpening(text, at);
            var end = open < 0 ? text.Length : open;
            AddText(parts, text, at, end);
            if (open < 0)
            {
                break;
            }

            at = open + 2;
            var tokens = CamundaLexer.Tokens(text, ref at);
            parts.Add(new CamundaParser(tokens, variables).ParseWhole());
        }

        // Blanks around a lone expression are the drawing tool's, not meant as text.
        if (parts.Count > 1 && parts.FindAll(p => !IsBlank(p)) is [var only] && only is not Literal { Value: FeelString })
        {
            return [only];
        }

        return parts.Count > 0 ? parts : [new Literal(new Span(0, 0), FeelString.Empty)];
    }

    static bool IsBlank(Node part) => part is Literal { Value: FeelString s } && string.IsNullOrWhiteSpace(s.Value);

    static void AddText(List<Node> parts, string text, int start, int end)
    {
        if (end > start)
        {
            var plain = new StringBuilder(text, start, end - start, end - start).Replace("\\${", "${").Replace("\\#{", "#{").ToString();
            parts.Add(new Literal(new Span(start, end), new FeelString(plain)));
        }
    }

    /// <summary>The next <c>${</c> or <c>#{</c> without a backslash before it.</summary>
    static int NextOpening(string text, int from)
    {
        for (var at = text.IndexOf('{', from); at >= 0; at = text.IndexOf('{', at + 1))
        {
            if (at > from && text[at - 1] is '$' or '#' && !(at > from + 1 && text[at - 2] == '\\'))
            {
                return at - 1;
            }
        }

        return -1;
    }
}
