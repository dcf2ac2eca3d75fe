namespace Bpm.Model;

/// <summary>The vocabulary a file was drawn in; it decides how expressions and extensions are read.</summary>
public enum Dialect { Plain, Camunda7, Camunda8 }
