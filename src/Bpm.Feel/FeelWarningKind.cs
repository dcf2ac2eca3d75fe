namespace Bpm.Feel;

public enum FeelWarningKind
{
    NoVariableFound,
    NoPropertyFound,
    NoFunctionFound,
    InvalidType,
    NotComparable,
    OutOfRange,
    FunctionFailed,
    StepBudgetExceeded,
    TooDeep,
}
