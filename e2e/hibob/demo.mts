import type { DemoOfVendor } from '../demo/types.mts';

/** HiBob in the demo. */
export const demo: DemoOfVendor = {
	title: 'HiBob',
	outcomes: [
		['Hire', 'employee.hired'],
		['First day', 'employee.hired, employee.started'],
		['Promote', 'employee.job_changed'],
		['Change a field', 'nothing'],
		['Request leave', 'leave.requested'],
		['Approve leave', 'leave.approved'],
		['Move leave', 'leave.updated'],
		['Cancel leave', 'leave.cancelled'],
		['Parental leave begins', 'leave.approved, leave.started'],
		['Back from leave', 'leave.ended'],
		['Schedule termination', 'employee.termination_scheduled'],
		['Withdraw termination', 'nothing'],
		['Plan garden leave', 'employee.termination_scheduled'],
		['Last day over', 'employee.access_ended'],
		['Dismiss at once', 'employee.access_ended, employee.termination_scheduled'],
		['Deliver twice', 'leave.approved'],
		['Version 1 delivery', 'unmapped'],
		['Unknown event', 'unmapped'],
		['Forged delivery', 'nothing'],
	],
	byHand: [['lifecycle report', 'success']],
	hired: ['employee.hired'],
	// The person and three rows, of which the trigger looks at all.
	deliveriesOfHire: 4,
	webhook: 'table.entry.created',
	forged: 'forged-delivery',
	tooEarly: ['approve-leave', 'move-leave', 'back-from-leave', 'last-day-over'],
};
