namespace Bpm.Feel.Tests;

/// <summary>Numbers of 34 digits (DMN 1.5, 10.3.2.3.1).</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("2 / 3", "0.6666666666666666666666666666666667")]
    [InlineData("1 / 3 * 3", "0.9999999999999999999999999999999999")]
    [InlineData("1234567890123456789012345678901234 + 1", "1234567890123456789012345678901235")]
    [InlineData("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000")]
    [InlineData("12345678901234567890123456789012345", "12345678901234567890123456789012340")]
    [InlineData("0.1234567890123456789012345678901234567", "0.1234567890123456789012345678901235")]
    [InlineData("79228162514264337593543950335 + 1", "79228162514264337593543950336")]
    [InlineData("79228162514264337593543950335 * 10 / 10", "79228162514264337593543950335")]
    [InlineData("12345678901234567 * 1234567.8901234567", "15241578753238834552659.6755677489")]
    [InlineData("1e6144 * 9", "9E+6144")]
    [InlineData("1e-6176", "1E-6176")]
    [InlineData("1e6000 + 1e-6000 = 1e6000", "true")]
    [InlineData("2 ** 100", "1267650600228229401496703205376")]
    [InlineData("2 ** -2", "0.25")]
    [InlineData("2 ** 0.5", "1.414213562373095048801688724209698")]
    [InlineData("(-2) ** 3", "-8")]
    [InlineData("1.0000000001 ** 100000000000", "22026.46578379348362304206613676863")]
    [InlineData("0 ** 0", "1")]
    [InlineData("sqrt(2)", "1.414213562373095048801688724209698")]
    [InlineData("sqrt(16)", "4")]
    [InlineData("sqrt(0.0001)", "0.01")]
    [InlineData("exp(1)", "2.718281828459045235360287471352662")]
    [InlineData("exp(0)", "1")]
    [InlineData("exp(-1.5)", "0.2231301601484298289332804707640125")]
    [InlineData("log(10)", "2.302585092994045684017991454684364")]
    [InlineData("log(1)", "0")]
    [InlineData("log(1e-100)", "-230.2585092994045684017991454684364")]
    [InlineData("stddev([1, 2, 3, 4])", "1.290994448735805628393088466594133")]
    [InlineData("mean([1, 1, 2])", "1.333333333333333333333333333333333")]
    [InlineData("median([1e40, 3e40])", "2E+40")]
    [InlineData("decimal(1/3, 2)", "0.33")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("decimal(1234567890123456789012345678901234, -2)", "1234567890123456789012345678901200")]
    [InlineData("round half up(0.99999999999999999999999999999999995, 34)", "1")]
    [InlineData("floor(-1e-40)", "-1")]
    [InlineData("ceiling(1e-6000, 6000)", "1E-6000")]
    [InlineData("modulo(1e34 - 1, 7)", "3")]
    [InlineData("modulo(-10, 3)", "2")]
    [InlineData("odd(1e34 - 1)", "true")]
    [InlineData("odd(1.5)", "false")]
    [InlineData("1.0 = 1.00", "true")]
    [InlineData("distinct values([1e40, 1.0e40, 1, 1.0])", "[1E+40, 1]")]
    [InlineData("count([1, 2, 1e41][item < 1e40])", "2")]
    [InlineData("1e40 > 1 and -1e40 < 1 and 1e-40 > 0", "true")]
    [InlineData("[1, 2][1e40]", "null")]
    [InlineData("number(\"1e40\")", "1E+40")]
    [InlineData("string(1e-30)", "\"0.000000000000000000000000000001\"")]
    public void Is_computed_to_34_digits(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));

    [Theory]
    [InlineData("1e6144 * 10")]
    [InlineData("-1e6144 * 10")]
    [InlineData("10 ** 6145")]
    [InlineData("exp(20000)")]
    [InlineData("1 / 0")]
    [InlineData("0 ** -1")]
    [InlineData("(-8) ** 0.5")]
    [InlineData("sqrt(-1)")]
    [InlineData("log(0)")]
    [InlineData("modulo(1, 0)")]
    [InlineData("decimal(1, 10000)")]
    public void No_number_or_none_in_range_is_null_with_a_reason(string expression)
    {
        var result = Feel.Evaluate(expression);

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.NotEmpty(result.Warnings);
    }

    [Theory]
    [InlineData("1234567890123456789012345678901234")]
    [InlineData("-0.1234567890123456789012345678901234")]
    [InlineData("1E+6144")]
    [InlineData("1.5E-6000")]
    [InlineData("0.0000000000000000000000000001")]
    public void Goes_through_JSON_unchanged(string literal)
    {
        var number = Feel.Value(literal);

        Assert.Equal(number, FeelJson.Parse(FeelJson.ToJson(number)));
        Assert.Equal(number, FeelJson.Parse(FeelJson.ToJson(number, tagged: true), tagged: true));
        Assert.Equal(number, FeelJson.FromJson(System.Text.Json.JsonDocument.Parse(FeelJson.ToJson(number)).RootElement));
        Assert.Equal(number.GetHashCode(), FeelJson.Parse(FeelJson.ToJson(number)).GetHashCode());
    }

    [Fact]
    public void Is_the_nearest_decimal_to_who_wants_one()
    {
        Assert.Equal(decimal.MaxValue, ((FeelNumber)Feel.Value("1e100")).Value);
        Assert.Equal(decimal.MinValue, ((FeelNumber)Feel.Value("-1e100")).Value);
        Assert.Equal(0, ((FeelNumber)Feel.Value("1e-100")).Value);
        Assert.Equal(0.3333333333333333333333333333m, ((FeelNumber)Feel.Value("1/3")).Value);
    }
}
