using System.Globalization;
using System.Xml.Linq;
using Bpm.Feel;

namespace Bpm.Dmn.Tests.Tck;

/// <summary>Reads the values of test cases (valueType of testCases.xsd), and tells whether one is as expected.</summary>
static class TckValues
{
    static readonly XNamespace Tests = "http://www.omg.org/spec/DMN/20160719/testcase";
    static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static FeelValue Read(XElement? holder)
    {
        if (holder is null || IsNil(holder))
        {
            return FeelNull.Instance;
        }

        if (holder.Element(Tests + "list") is { } list)
        {
            return IsNil(list) ? FeelNull.Instance : new FeelList(list.Elements(Tests + "item").Select(Read));
        }

        if (holder.Elements(Tests + "component").Any())
        {
            return new FeelContext(holder.Elements(Tests + "component").Select(c => KeyValuePair.Create((string)c.Attribute("name")!, Read(c))));
        }

        return holder.Element(Tests + "value") is { } value && !IsNil(value) ? Scalar(value) : FeelNull.Instance;
    }

    static bool IsNil(XElement element) => (bool?)element.Attribute(Instance + "nil") ?? false;

    static FeelValue Scalar(XElement element)
    {
        var text = element.Value;
        var type = ((string?)element.Attribute(Instance + "type"))?.Split(':')[^1];
        return type switch
        {
            "boolean" => FeelBoolean.Of(text.Trim() is "true" or "1"),
            "decimal" or "double" or "float" or "integer" or "int" or "long" => Number(text.Trim()),
            "date" => Evaluated("date(text)", text.Trim()),
            "time" => Evaluated("time(text)", text.Trim()),
            "dateTime" => Evaluated("date and time(text)", text.Trim()),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => Evaluated("duration(text)", text.Trim()),
            _ => new FeelString(text),
        };
    }

    static FeelValue Number(string text) => Evaluated("number(text)", decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
        ? plain.ToString(CultureInfo.InvariantCulture)
        : text);

    static FeelValue Evaluated(string expression, string text) =>
        FeelExpression.Parse(expression).Expression!.Evaluate(FeelContext.Of(("text", new FeelString(text))), TckRun.Environment).Value;

    public static bool Same(FeelValue actual, FeelValue expected) => (actual, expected) switch
    {
        (FeelNumber a, FeelNumber e) => Same(double.Parse(a.Text, CultureInfo.InvariantCulture), double.Parse(e.Text, CultureInfo.InvariantCulture)),
        (FeelList a, FeelList e) => a.Count == e.Count && a.Items.Zip(e.Items).All(p => Same(p.First, p.Second)),
        (FeelContext a, FeelContext e) => a.Count == e.Count && e.Entries.All(entry => a.TryGet(entry.Key, out var own) && Same(own, entry.Value)),
        _ => actual.Equals(expected),
    };

    /// <summary>The expected numbers were written down with few digits.</summary>
    static bool Same(double actual, double expected) => Math.Abs(actual - expected) <= 1e-8 * Math.Max(1, Math.Abs(expected));
}
