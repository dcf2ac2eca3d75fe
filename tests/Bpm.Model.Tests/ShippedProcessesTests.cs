namespace Bpm.Model.Tests;

public sealed class ShippedProcessesTests
{
    [Fact]
    public void Accepts_every_process_that_is_shipped_without_a_word()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "processes"), "*.bpmn");

        Assert.NotEmpty(files);
        foreach (var path in files)
        {
            var file = BpmnReader.Read(File.ReadAllBytes(path), Path.GetFileName(path));
            Assert.True(file.Diagnostics.IsEmpty, string.Join("\n", file.Diagnostics));
            Assert.NotEmpty(file.Processes);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Damaged_files_give_processes_or_reasons_but_never_a_crash(int seed)
    {
        var random = new Random(seed);
        var original = File.ReadAllBytes(Path.Combine(Repository.Root, "processes", "invoice-approval.bpmn"));
        var cut = new[] { "\"", "<", ">", "/", "camunda:", "bpmn:", "${", "}", "id=", "Ref", "&", "\n" };
        for (var round = 0; round < 150; round++)
        {
            var content = (byte[])original.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            if (round % 3 == 0)
            {
                var piece = System.Text.Encoding.UTF8.GetBytes(cut[random.Next(cut.Length)]);
                var place = content.AsSpan(random.Next(content.Length)).IndexOf(piece);
                content = place < 0 ? content : [.. content[..place], .. content[(place + piece.Length)..]];
            }

            var file = BpmnReader.Read(content, "damaged.bpmn");

            Assert.Equal(file.HasErrors, file.Processes.IsEmpty);
        }
    }

    [Fact]
    public void A_file_cut_short_anywhere_gives_one_reason()
    {
        var content = File.ReadAllBytes(Path.Combine(Repository.Root, "processes", "invoice-approval.bpmn"));
        for (var length = 0; length < content.Length - 40; length += 997)
        {
            Assert.Single(BpmnReader.Read(content.AsMemory(0, length), "cut.bpmn").Diagnostics);
        }
    }
}
