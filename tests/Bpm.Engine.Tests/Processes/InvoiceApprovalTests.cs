using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Processes;

/// <summary>The shipped process, path by path.</summary>
public sealed class InvoiceApprovalTests
{
    static Scenario Receive(int amount) => Scenario.Start(
        Bpmn.Read(Repository.Process("invoice-approval.bpmn"), "invoice-approval.bpmn"),
        ("number", "R-2026-17"), ("supplier", "Paper & Co"), ("amount", amount), ("currency", "EUR"), ("department", "sales"), ("approveWithin", "PT8H"));

    static Scenario Checked(int amount) => Receive(amount).CompleteUserTask("checkInvoice", ("checkDecision", "ok"), ("costCentre", "CC-1234"));

    [Fact]
    public void A_small_invoice_needs_one_approver_and_is_booked_and_archived() =>
        Receive(400).WaitsAt("checkInvoice")
            .CompleteUserTask("checkInvoice", ("checkDecision", "ok"), ("costCentre", "CC-1234")).WaitsAt("approveInvoice")
            .CompleteUserTask("approveInvoice", ("approval", "approve")).WaitsAt("bookInvoice")
            .CompleteJob("bookInvoice", ("bookingNumber", "L-1")).WaitsAt("archiveInvoice")
            .CompleteJob("archiveInvoice").IsCompleted().HasVariable("bookingNumber", "L-1");

    [Fact]
    public void A_large_invoice_needs_two_approvers_in_any_order() =>
        Checked(9000).WaitsAt("approveByDepartment", "approveByManager")
            .CompleteUserTask("approveByManager", ("managerApproval", "approve")).WaitsAt("approveByDepartment")
            .CompleteUserTask("approveByDepartment", ("departmentApproval", "approve")).WaitsAt("bookInvoice");

    [Fact]
    public void One_refusal_of_two_ends_the_approval_and_the_supplier_is_informed() =>
        Checked(9000).CompleteUserTask("approveByManager", ("managerApproval", "refuse")).WaitsAt("informSupplier")
            .CompleteUserTask("informSupplier").IsCompleted();

    [Fact]
    public void A_question_goes_to_the_department_and_back_to_the_clerk() =>
        Receive(400).CompleteUserTask("checkInvoice", ("checkDecision", "clarify"), ("checkNote", "Which order?")).WaitsAt("clarifyInvoice")
            .CompleteUserTask("clarifyInvoice", ("clarification", "Order 12")).WaitsAt("checkInvoice");

    [Fact]
    public void A_refused_booking_is_corrected_and_booked_again() =>
        Checked(400).CompleteUserTask("approveInvoice", ("approval", "approve"))
            .ThrowJobError("bookInvoice", "BOOKING_REJECTED").WaitsAt("correctBooking").HasVariable("bookingErrorMessage", "refused")
            .CompleteUserTask("correctBooking", ("costCentre", "CC-4321")).WaitsAt("bookInvoice")
            .CompleteJob("bookInvoice").CompleteJob("archiveInvoice").IsCompleted();

    [Fact]
    public void An_approval_left_open_for_two_days_is_chased_while_it_stays_open() =>
        Checked(400).Advance(TimeSpan.FromDays(2)).WaitsAt("approveInvoice", "chaseApproval")
            .CompleteUserTask("approveInvoice", ("approval", "approve")).CompleteJob("bookInvoice").CompleteJob("archiveInvoice")
            .IsCompleted();

    [Fact]
    public void The_approval_has_a_deadline_for_every_step_of_its_policy()
    {
        var scenario = Checked(400);
        var due = scenario.Now.AddHours(8);

        Assert.Equal(due, scenario.Task("approveInvoice").DueDate);
        Assert.Equal([due, due.AddHours(4), due.AddDays(1)],
            scenario.Instance.Jobs.Values.Where(j => j.Kind == JobKind.Deadline).Select(j => j.DueAt!.Value));
    }
}
