using Bpm.Web.Decisions;

namespace Bpm.Web.Tests.Decisions;

public sealed class DecisionSheetReaderTests
{
    [Theory]
    [InlineData("if")]
    [InlineData("contextEntry")]
    [InlineData("context")]
    [InlineData("row")]
    public void A_file_that_is_nested_on_and_on_is_shown_as_far_as_it_goes(string element)
    {
        var nested = string.Concat(Enumerable.Repeat($"<{element}>", 50_000)) + string.Concat(Enumerable.Repeat($"</{element}>", 50_000));

        var sheet = Assert.Single(DecisionSheetReader.Read($"<definitions><decision id=\"d\" name=\"d\">{nested}</decision></definitions>"));

        Assert.InRange(sheet.Texts.Count, 0, 20);
    }
}
