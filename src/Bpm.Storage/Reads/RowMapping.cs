using System.Data;
using Dapper;

namespace Bpm.Storage;

/// <summary>How columns become properties: snake_case names, and instants from milliseconds since 1970.</summary>
static class RowMapping
{
    static readonly Lock Once = new();
    static bool _isRegistered;

    public static void Register()
    {
        lock (Once)
        {
            if (_isRegistered) return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            // Dapper asks a handler for parameters only when the built-in mapping is gone.
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.AddTypeHandler(new Instants());
            _isRegistered = true;
        }
    }

    sealed class Instants : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }
}
