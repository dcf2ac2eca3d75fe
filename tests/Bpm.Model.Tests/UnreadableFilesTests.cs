using System.Text;

namespace Bpm.Model.Tests;

public sealed class UnreadableFilesTests
{
    const string Root = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">";

    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("  \r\n\t ", "empty-file")]
    [InlineData("{\"id\": \"p\"}", "not-xml")]
    [InlineData("PK\u0003\u0004", "not-xml")]
    [InlineData("<html><body/></html>", "not-bpmn")]
    [InlineData("<definitions/>", "not-bpmn")]
    [InlineData("<definitions xmlns=\"http://not-bpmn\"/>", "not-bpmn")]
    [InlineData("<process xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "not-bpmn")]
    [InlineData(Root, "malformed-xml")]
    [InlineData(Root + "</process>", "malformed-xml")]
    [InlineData(Root + "<a x='1' x='2'/></definitions>", "malformed-xml")]
    [InlineData(Root + "&unknown;</definitions>", "malformed-xml")]
    [InlineData(Root + "\u0001</definitions>", "malformed-xml")]
    [InlineData(Root + "</definitions>", "no-process")]
    public void Names_what_is_wrong_with_the_file(string content, string code)
    {
        Assert.Equal(code, Bpmn.Read(content).Error(code).Code);
    }

    [Fact]
    public void Locates_the_place_where_xml_is_malformed()
    {
        var error = Bpmn.Read(Root + "\n  <process>\n  </proces>\n</definitions>").Error("malformed-xml");

        Assert.Equal(3, error.Location.Line);
    }

    [Theory]
    [InlineData("<!DOCTYPE definitions>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">")]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"http://localhost/\">]>")]
    public void Refuses_document_type_declarations(string declaration)
    {
        Bpmn.Read(declaration + Root + "</definitions>").Error("dtd-refused");
    }

    [Fact]
    public void Refuses_a_file_over_the_size_limit_unread()
    {
        var file = BpmnReader.Read(new byte[10 * 1024 * 1024 + 1], "big.bpmn");

        file.Error("file-too-large");
    }

    [Theory]
    [InlineData(255, "no-process")]
    [InlineData(256, "too-deep")]
    [InlineData(100_000, "too-deep")]
    public void Bounds_the_depth_of_elements(int nested, string code)
    {
        var xml = Root + string.Concat(Enumerable.Repeat("<a>", nested)) + string.Concat(Enumerable.Repeat("</a>", nested)) + "</definitions>";

        Bpmn.Read(xml).Error(code);
    }

    [Fact]
    public void Bounds_the_number_of_elements_and_attributes()
    {
        Bpmn.Read(Root + string.Concat(Enumerable.Repeat("<a/>", 200_000)) + "</definitions>").Error("too-many-elements");
        Bpmn.Read(Root + "<a " + string.Concat(Enumerable.Range(0, 501).Select(i => $"a{i}='' ")) + "/></definitions>").Error("too-many-attributes");
    }

    [Fact]
    public void Locates_a_byte_that_its_encoding_does_not_know()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a name=\"M"), 0xFC, .. "ller\"/>"u8];

        var error = Bpmn.Read(content).Error("wrong-encoding");

        Assert.Equal(new SourceLocation(2, 11), error.Location);
        Assert.Contains("0xFC", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("UTF-16")]
    public void Refuses_a_declared_encoding_that_the_bytes_do_not_have(string encoding)
    {
        Bpmn.Read($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{Root}</definitions>").Error("wrong-encoding");
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    public void Reads_other_encodings_that_are_declared(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var xml = Bpmn.Process(Dialect.Plain, "<bpmn:task id=\"x\" name=\"Prüfung\"/>");
        byte[] content = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?>{xml}")];

        Assert.Equal("Prüfung", Bpmn.Read(content).Node().Name);
    }

    [Fact]
    public void Reads_the_windows_code_page_of_older_tools()
    {
        var xml = "<?xml version=\"1.0\" encoding=\"WINDOWS-1252\"?>" + Bpmn.Process(Dialect.Plain, "<bpmn:task id=\"x\" name=\"A\"/>");
        var content = Encoding.Latin1.GetBytes(xml.Replace("\"A\"", "\"\u0080\"", StringComparison.Ordinal));

        Assert.Equal("€", Bpmn.Read(content).Node().Name);
    }

    [Fact]
    public void Ends_the_list_of_a_hopeless_file()
    {
        var xml = Bpmn.Process(Dialect.Plain, "<bpmn:task id=\"x\"/>" + string.Concat(Enumerable.Repeat("<bpmn:nonsense/>", 5000)));

        var file = Bpmn.Read(xml);

        Assert.True(file.HasErrors);
        Assert.InRange(file.Diagnostics.Length, 500, 1100);
        Assert.Equal("further-problems", file.Diagnostics[^1].Code);
    }
}
