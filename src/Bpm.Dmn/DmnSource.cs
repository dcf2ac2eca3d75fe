namespace Bpm.Dmn;

/// <summary>A DMN file that lies beside another one, which may import it.</summary>
public sealed record DmnSource(string FileName, ReadOnlyMemory<byte> Content);
