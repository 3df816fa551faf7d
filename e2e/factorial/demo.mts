import type { DemoOfVendor } from '../demo/types.mts';

/** Factorial in the demo. */
export const demo: DemoOfVendor = {
	title: 'Factorial',
	outcomes: [
		['Hire', 'employee.hired'],
		['Request leave', 'leave.requested'],
		['Approve leave', 'leave.approved'],
		['Report sick', 'leave.approved'],
		['API outage', 'nothing'],
		['Cancel leave', 'leave.cancelled'],
		['Deliver twice', 'leave.requested'],
		['Enter termination', 'employee.termination_scheduled'],
		['Terminate at once', 'employee.access_ended'],
		['Odd delivery', 'unmapped'],
		['Forged delivery', 'nothing'],
	],
	byHand: [['contract report', 'success']],
	hired: ['employee.hired'],
	deliveriesOfHire: 1,
	webhook: 'employees/employee/terminate',
	forged: 'forged-delivery',
	tooEarly: ['approve-leave'],
};
