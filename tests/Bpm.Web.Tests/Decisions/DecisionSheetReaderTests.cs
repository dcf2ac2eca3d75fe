using Bpm.Web.Decisions;

namespace Bpm.Web.Tests.Decisions;

public sealed class DecisionSheetReaderTests
{
    [Theory]
    [InlineData(100, 1)]
    [InlineData(50_000, 0)]
    public void A_file_that_is_nested_on_and_on_is_not_shown(int depth, int shown)
    {
        var nested = string.Concat(Enumerable.Repeat("<if>", depth)) + string.Concat(Enumerable.Repeat("</if>", depth));

        Assert.Equal(shown, DecisionSheetReader.Read($"<definitions><decision id=\"d\" name=\"d\">{nested}</decision></definitions>").Count);
    }
}
