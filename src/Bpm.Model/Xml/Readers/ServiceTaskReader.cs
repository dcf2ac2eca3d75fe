namespace Bpm.Model;

/// <summary>
/// Reads service and send tasks, and business rule tasks that ask no decision: each is a job, or an expression evaluated in place. A service task that
/// names neither, in a plain drawing any of the three, becomes a job whose type is its own id, so that a fresh drawing can already be run.
/// </summary>
static class ServiceTaskReader
{
    public static ServiceTask? Read(SourceElement task, string scopeId, ReadContext context)
    {
        var job = context.Extensions.Job(task);
        if (job is null && task.Name != "serviceTask" && context.Dialect != Dialect.Plain)
        {
            var isRule = task.Name == "businessRuleTask";
            context.Diagnostics.Error("missing-implementation", task.Location, task.Id,
                $"Expected a job {(isRule ? "or a decision " : "")}on “{task.Name}”, but it names none.",
                context.Dialect == Dialect.Camunda8
                    ? $"Add a zeebe:taskDefinition with a type{(isRule ? ", or a zeebe:calledDecision" : "")}."
                    : $"Add camunda:type=\"external\" with a camunda:topic, {(isRule ? "or a camunda:decisionRef" : "or use a service task")}.");
            return null;
        }

        if (job is null)
        {
            ReportTypeById(task, context);
            job = new JobSource { JobType = ExpressionReader.Constant(task.Id ?? "") };
        }

        return new ServiceTask
        {
            Id = task.Id ?? "",
            ScopeId = scopeId,
            JobType = job.JobType,
            Expression = job.Expression,
            ResultVariable = job.ResultVariable,
            Priority = job.Priority,
            Headers = job.Headers,
            Errors = job.Errors,
        };
    }

    static void ReportTypeById(SourceElement task, ReadContext context)
    {
        var message = $"Expected an implementation of the {(task.Name == "serviceTask" ? "service task" : task.Name == "sendTask" ? "send task" : "business rule task")}, but it names none; its job has the type “{task.Id}”.";
        const string remedy = "Name a job type, or let a worker or connector take jobs of this type.";
        if (context.Dialect == Dialect.Plain)
        {
            context.Diagnostics.Info("job-type-by-id", task.Location, task.Id, message, remedy);
        }
        else
        {
            context.Diagnostics.Warning("job-type-by-id", task.Location, task.Id, message, remedy);
        }
    }
}
