import type { DemoOfVendor } from '../demo/types.mts';

/** Personio in the demo. */
export const demo: DemoOfVendor = {
	title: 'Personio',
	outcomes: [
		['Hire', 'employee.hired'],
		['First day', 'employee.started'],
		['Request leave', 'leave.requested'],
		['Approve leave', 'leave.approved'],
		['Move leave', 'leave.updated'],
		['Delete leave', 'leave.cancelled'],
		['Schedule termination', 'employee.termination_scheduled'],
		['Employment ends', 'employee.access_ended'],
		['Set inactive', 'employee.access_ended'],
		['Transfer', 'employee.transferred'],
		['Arrive there', 'nothing'],
		['Rehire', 'employee.rehired'],
		['Sign a document', 'nothing'],
		['Send twice', 'leave.approved'],
		['Unknown event', 'unmapped'],
		['Wrong secret', 'nothing'],
	],
	byHand: [['employment report', 'success']],
	hired: ['employee.hired'],
	// The profile of a hire is an event of its own that nobody listens for.
	deliveriesOfHire: 1,
	webhook: 'employment.created',
	forged: 'wrong-secret',
	tooEarly: ['approve-leave', 'move-leave', 'delete-leave', 'end-employment', 'rehire'],
};
