/** What an event is about; the first thing a workflow branches on. */
export const CATEGORIES = ['hire', 'termination', 'leave', 'profile', 'table', 'other'] as const;

/** One of {@link CATEGORIES}. */
export type Category = (typeof CATEGORIES)[number];

interface EventTypeFacts {
	readonly category: Category;
	/** Title Case, as the node's drop-down shows it. */
	readonly label: string;
	/** One sentence for the drop-down: when the event comes. */
	readonly description: string;
}

/**
 * All HR event types, in the order in which the drop-downs show them within a category. Types may be
 * added; the meaning of a type never changes.
 */
const FACTS = {
	'employee.created': {
		category: 'hire',
		label: 'Employee Created',
		description: 'A record was created for a person, often before anything is agreed',
	},
	'employee.hired': {
		category: 'hire',
		label: 'Employee Hired',
		description: 'A person has an employment; the first day may be in the future',
	},
	'employee.rehired': {
		category: 'hire',
		label: 'Employee Rehired',
		description: 'A person who had left has a new employment',
	},
	'employee.started': {
		category: 'hire',
		label: 'Employee Started',
		description: 'The first day of work is here',
	},
	'employee.start_upcoming': {
		category: 'hire',
		label: 'Start Upcoming',
		description: 'The first day of work is near',
	},
	'employee.start_changed': {
		category: 'hire',
		label: 'Start Changed',
		description: 'The first day of work was moved',
	},
	'employee.hire_cancelled': {
		category: 'hire',
		label: 'Hire Cancelled',
		description: 'A person who was going to start will not start',
	},
	'employee.termination_scheduled': {
		category: 'termination',
		label: 'Termination Scheduled',
		description: 'A last day of employment was set; it may be today or later',
	},
	'employee.termination_cancelled': {
		category: 'termination',
		label: 'Termination Cancelled',
		description: 'A termination was withdrawn',
	},
	'employee.last_day_upcoming': {
		category: 'termination',
		label: 'Last Day Upcoming',
		description: 'The last day worked is near',
	},
	'employee.access_ended': {
		category: 'termination',
		label: 'Leaver: Last Working Day Over',
		description:
			'The last day worked is over, or access was withdrawn at once: lock accounts on this one',
	},
	'employee.terminated': {
		category: 'termination',
		label: 'Employment Has Ended',
		description: 'The last day of employment is over',
	},
	'leave.requested': {
		category: 'leave',
		label: 'Leave Requested',
		description: 'A leave waits for approval',
	},
	'leave.approved': {
		category: 'leave',
		label: 'Leave Approved',
		description: 'A leave is confirmed',
	},
	'leave.declined': {
		category: 'leave',
		label: 'Leave Declined',
		description: 'A leave was refused',
	},
	'leave.cancelled': {
		category: 'leave',
		label: 'Leave Cancelled',
		description: 'A leave was withdrawn or deleted',
	},
	'leave.updated': {
		category: 'leave',
		label: 'Leave Updated',
		description: 'Dates or details of a leave changed',
	},
	'leave.started': {
		category: 'leave',
		label: 'Leave Started',
		description: 'The first day of a leave is here',
	},
	'leave.ended': {
		category: 'leave',
		label: 'Leave Ended',
		description: 'The last day of a leave is over',
	},
	'leave.created': {
		category: 'leave',
		label: 'Leave Created',
		description: 'A leave was entered and its status cannot be read',
	},
	'employee.updated': {
		category: 'profile',
		label: 'Employee Updated',
		description: 'Something in the record of a person changed',
	},
	'employee.job_changed': {
		category: 'profile',
		label: 'Job Changed',
		description: 'Title, department, team or manager changed',
	},
	'employee.transferred': {
		category: 'profile',
		label: 'Employee Transferred',
		description: 'A person moved to another legal entity',
	},
	'employee.activated': {
		category: 'profile',
		label: 'Employee Activated',
		description: 'A person was given access',
	},
	'employee.deactivated': {
		category: 'profile',
		label: 'Employee Deactivated',
		description: 'Access of a person was suspended, for a leave or for good',
	},
	'employee.onboarding_completed': {
		category: 'profile',
		label: 'Onboarding Completed',
		description: 'A person finished the onboarding steps',
	},
	'employee.contract_ending': {
		category: 'profile',
		label: 'Contract Ending',
		description: 'The end of a fixed-term contract is near',
	},
	'employee.probation_ending': {
		category: 'profile',
		label: 'Probation Ending',
		description: 'The end of the probation is near',
	},
	'employee.anniversary': {
		category: 'profile',
		label: 'Work Anniversary',
		description: 'A person has worked here for a number of years',
	},
	'employee.deleted': {
		category: 'profile',
		label: 'Employee Deleted',
		description: 'The record of a person was deleted',
	},
	'table.entry_created': {
		category: 'table',
		label: 'Table Entry Created',
		description: 'A row was added to a table of a person, such as employment',
	},
	'table.entry_updated': {
		category: 'table',
		label: 'Table Entry Updated',
		description: 'A row in a table of a person changed',
	},
	'table.entry_deleted': {
		category: 'table',
		label: 'Table Entry Deleted',
		description: 'A row was removed from a table of a person',
	},
	other: {
		category: 'other',
		label: 'Other',
		description: 'An event that is known but is not an HR event',
	},
	unmapped: {
		category: 'other',
		label: 'Unrecognised',
		description: 'A delivery that could not be understood or decided',
	},
} as const satisfies Record<string, EventTypeFacts>;

/** The name of an HR event, such as `employee.hired`. */
export type EventType = keyof typeof FACTS;

/** The names of all event types, in display order. */
export const EVENT_TYPES = Object.keys(FACTS) as [EventType, ...EventType[]];

/** Label, category and description of one event type. */
export function factsOf(eventType: EventType): EventTypeFacts {
	return FACTS[eventType];
}
