using System.Text;
using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Camunda;

/// <summary>Text with expressions in it; null becomes nothing.</summary>
sealed class Template(Span span, Node[] parts) : Node(span, parts)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var value = Loose.ToText(part.Evaluate(run, locals));
            if (!run.Pay(value.Length / 16))
            {
                return FeelNull.Instance;
            }

            text.Append(value);
        }

        return new FeelString(text.ToString());
    }
}
