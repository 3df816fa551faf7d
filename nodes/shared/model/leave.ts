import { z } from 'zod/v4';

import { daySchema } from './dates';
import { day, trueOrFalse, id, instant, text, timeOfDay, timeZone } from './fields';

/**
 * `cancelled`: the leave was withdrawn. `deleted`: the vendor no longer has it, or another leave has
 * replaced it.
 */
export const LEAVE_STATUSES = [
	'draft',
	'requested',
	'approved',
	'declined',
	'cancelled',
	'deleted',
	'unknown',
] as const;

/** One of {@link LEAVE_STATUSES}. */
export type LeaveStatus = (typeof LEAVE_STATUSES)[number];

/**
 * Kinds of leave. Most vendors have only the company's own names: a kind is recognised by a known word in
 * the name, and is `unknown` without one.
 */
export const LEAVE_CATEGORIES = [
	'vacation',
	'sick',
	'parental',
	'personal',
	'bereavement',
	'unpaid',
	'public_holiday',
	'time_in_lieu',
	'training',
	'sabbatical',
	'disability',
	'volunteering',
	'jury_duty',
	'remote_work',
	'other',
	'unknown',
] as const;

/** One of {@link LEAVE_CATEGORIES}. */
export type LeaveCategory = (typeof LEAVE_CATEGORIES)[number];

/** The whole day, or one half of it. */
export const DAY_PARTS = ['full', 'morning', 'afternoon'] as const;

/** One of {@link DAY_PARTS}. */
export type DayPart = (typeof DAY_PARTS)[number];

/** A leave, in the same shape for every vendor. Comments and reasons are never part of it. */
export const leaveSchema = z.strictObject({
	id: id.describe("The vendor's id of the leave"),
	originalId: id.describe('The first id of the leave, if moving it gives it a new id'),
	previousId: id.describe('The id before the last move'),
	kind: z
		.enum(['request', 'status'])
		.describe('`request`: a time-off request · `status`: a leave entered as employment status'),
	status: z.enum(LEAVE_STATUSES).describe('Status of the leave'),
	statusRaw: text.describe("The vendor's word for the status"),
	isConfirmed: trueOrFalse.describe(
		'True while the leave counts: it is approved, even if its deletion is asked for',
	),
	category: z.enum(LEAVE_CATEGORIES).describe('Kind of leave'),
	typeId: id.describe("The vendor's id of the leave type"),
	typeName: text.describe("The company's name for the leave type"),
	startDate: day.describe('First day'),
	endDate: day.describe('Last day, inclusive; null if open-ended'),
	startPart: z.enum(DAY_PARTS).nullable().describe('Part of the first day'),
	endPart: z.enum(DAY_PARTS).nullable().describe('Part of the last day'),
	startTime: timeOfDay.describe('Start time of a leave in hours'),
	endTime: timeOfDay.describe('End time of a leave in hours'),
	timezone: timeZone.describe('Time zone of the times'),
	days: z
		.array(
			z.strictObject({
				date: daySchema.describe('The day'),
				part: z
					.enum(DAY_PARTS)
					.nullable()
					.describe('Part of the day; null if it is not certain, and for leaves in hours'),
				hours: z.number().nullable().describe('Hours of leave on the day'),
			}),
		)
		.describe(
			'Each day of the leave once and in order, as far as the vendor says how much it takes',
		),
	amount: z
		.number()
		.nullable()
		.describe('How much leave is taken; without days off if the vendor leaves them out'),
	unit: z.enum(['days', 'hours', 'unknown']).describe('Unit of the amount'),
	isPaid: trueOrFalse.describe('Whether the leave is paid'),
	approver: text.describe('Who decided'),
	requestedAt: instant.describe('When the leave was asked for'),
	decidedAt: instant.describe('When it was decided'),
});

/** A leave as {@link leaveSchema} describes it. Every key is there; null means that the vendor does not say. */
export type Leave = z.infer<typeof leaveSchema>;

/** A leave as a record of its own, with the person it belongs to. */
export const leaveItemSchema = z.strictObject({ employeeId: id, ...leaveSchema.shape });

/**
 * Makes a leave of which only some fields are known.
 * @param known what the vendor says; every other field is null or `unknown`
 */
export function leave(known: Partial<Leave> = {}): Leave {
	return {
		id: null,
		originalId: null,
		previousId: null,
		kind: 'request',
		status: 'unknown',
		statusRaw: null,
		isConfirmed: null,
		category: 'unknown',
		typeId: null,
		typeName: null,
		startDate: null,
		endDate: null,
		startPart: null,
		endPart: null,
		startTime: null,
		endTime: null,
		timezone: null,
		days: [],
		amount: null,
		unit: 'unknown',
		isPaid: null,
		approver: null,
		requestedAt: null,
		decidedAt: null,
		...known,
	};
}
