/** The types about people. */
export const EMPLOYEE_EVENTS = [
	'employee.created',
	'employee.updated',
	'employee.deleted',
	'employee.joined',
	'employee.activated',
	'employee.inactivated',
	'employee.left',
	'employee.temporaryLeave',
	'employee.access.revoked.immediately',
] as const;

export const TABLE_EVENTS = ['table.entry.created', 'table.entry.updated'] as const;

export const TIME_OFF_EVENTS = [
	'timeoff.request.requested',
	'timeoff.request.approved',
	'timeoff.request.declined',
	'timeoff.request.cancelled',
	'timeoff.request.deleted',
	'timeoff.request.updated',
	'timeoff.request.imported',
	'timeoff.request.setEndDate',
] as const;

export const OTHER_EVENTS = [
	'todo.assign',
	'todo.changedStatus',
	'documents.eSign.completed',
] as const;

export const WORKFORCE_EVENTS = [
	'workforcePlanning.position.created',
	'workforcePlanning.position.updated',
	'workforcePlanning.positionOpening.created',
	'workforcePlanning.positionOpening.updated',
	'workforcePlanning.positionOpening.deleted',
	'workforcePlanning.positionBudget.created',
	'workforcePlanning.positionBudget.updated',
] as const;

/** Everything that can be ticked for a webhook. The partners' payroll events cannot. */
export const EVENT_TYPES: readonly string[] = [
	...EMPLOYEE_EVENTS,
	...TABLE_EVENTS,
	...TIME_OFF_EVENTS,
	...OTHER_EVENTS,
	...WORKFORCE_EVENTS,
];
