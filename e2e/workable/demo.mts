import type { DemoOfVendor } from '../demo/types.mts';

/** Workable in the demo. */
export const demo: DemoOfVendor = {
	title: 'Workable',
	outcomes: [
		['Hire', 'employee.created, employee.hired'],
		['Complete onboarding', 'employee.onboarding_completed'],
		['Change job title', 'employee.job_changed'],
		['API outage', 'nothing'],
		['Approve leave', 'leave.approved'],
		['Cancel leave', 'leave.cancelled'],
		['Deliver twice', 'leave.approved'],
		['Offboard', 'employee.access_ended'],
		['Unknown event', 'unmapped'],
		['Forged delivery', 'nothing'],
	],
	byHand: [['employment report', 'success']],
	hired: ['employee.created', 'employee.hired'],
	deliveriesOfHire: 2,
	webhook: 'employee_published',
	forged: 'forged-delivery',
	tooEarly: ['cancel-leave'],
};
