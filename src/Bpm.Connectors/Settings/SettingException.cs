namespace Bpm.Connectors;

/// <summary>A setting is missing or wrong: no attempt can succeed before a person mends the model or the configuration.</summary>
sealed class SettingException(string message) : Exception(message);
