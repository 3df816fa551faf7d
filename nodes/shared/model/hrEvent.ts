import { z } from 'zod/v4';

import { instantSchema } from './dates';
import { employeeSchema } from './employee';
import { CATEGORIES, EVENT_TYPES } from './eventTypes';
import { day, id, instant, text } from './fields';
import { leaveSchema } from './leave';
import { tableEntrySchema } from './tableEntry';
import { terminationSchema } from './termination';

/**
 * The version of the shape below. Keys may be added within a version; the meaning of a key never
 * changes.
 */
export const SCHEMA_VERSION = 1;

/** Whether an event is still to come; `phase.ts` decides. */
export const PHASES = ['scheduled', 'effective', 'cancelled', 'unknown'] as const;

/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** How far the records behind an event could be read. */
export const enrichmentSchema = z.strictObject({
	status: z
		.enum(['full', 'partial', 'none', 'failed'])
		.describe(
			'How much was fetched: `none` if nothing was needed, `failed` if it could not be fetched',
		),
	reason: text.describe('Why something is missing'),
});

/** See {@link enrichmentSchema}. */
export type Enrichment = z.infer<typeof enrichmentSchema>;

/** Who or what caused an event, as far as the vendor says it: an id, and never a name. */
export const actorSchema = z.strictObject({
	id: id.describe("The vendor's id of who did it"),
	type: text.describe("The vendor's word for what did it"),
});

/** See {@link actorSchema}. */
export type Actor = z.infer<typeof actorSchema>;

/** How far ahead a reminder comes. */
export const reminderSchema = z.strictObject({
	daysBefore: z
		.int()
		.describe('How many days before its day the reminder comes, as chosen in the node'),
});

/** See {@link reminderSchema}. */
export type Reminder = z.infer<typeof reminderSchema>;

/** Which anniversary it is, counted from the first day of the current employment. */
export const anniversarySchema = z.strictObject({
	years: z.int().describe('How many years the person has worked here'),
});

/** See {@link anniversarySchema}. */
export type Anniversary = z.infer<typeof anniversarySchema>;

/** A body as the vendor sent it: JSON, or text where it was not JSON. */
export type Raw = Record<string, unknown> | unknown[] | string | number | boolean | null;

/**
 * Not checked any further: it may hold everything that can be parsed as JSON, also keys like
 * `constructor`.
 */
export const rawSchema = z.custom<Raw>((value) => value !== undefined);

/**
 * One HR event, in the same shape for every vendor. All keys but `raw` are always there; null means
 * that the vendor does not say. This schema is the one source of the types, the validation, the
 * editor's preview and the field table in the docs. n8n's table view shows the keys in this order, so what a person
 * looks for comes first.
 */
export const hrEventSchema = z.strictObject({
	eventType: z.enum(EVENT_TYPES).describe('What happened. This field alone decides'),
	summary: z.string().min(1).describe('The event as a sentence; names no reason'),
	effectiveDate: day.describe(
		'First day of a hire or leave, last day of an employment or of work, day a row takes effect',
	),
	phase: z.enum(PHASES).describe('Whether it is still to come, seen from the day of the run'),
	category: z.enum(CATEGORIES).describe('What it is about'),
	eventId: z
		.string()
		.length(64)
		.describe('The same for every repeat of the same fact; SHA-256, hex'),
	schemaVersion: z.literal(SCHEMA_VERSION).describe('Version of this shape'),
	occurredAt: instant.describe('When it happened at the vendor'),
	receivedAt: instantSchema.describe('When it reached n8n'),
	changedFields: z.array(z.string()).describe("The vendor's names of the fields that changed"),
	source: z
		.strictObject({
			vendor: z.string().describe('The vendor'),
			companyId: id.describe("The company's account at the vendor"),
			nativeType: text.describe("The vendor's name of the event"),
			verifiedBy: z
				.enum(['signature', 'secret', 'api'])
				.describe('How it was proved authentic: `api` means it was fetched'),
			delivery: z.enum(['webhook', 'schedule', 'manual']).describe('How it came'),
		})
		.describe('Where the event comes from'),
	actor: actorSchema.describe('Who did it'),
	employee: employeeSchema.describe('The person'),
	leave: leaveSchema.nullable().describe('The leave, for leave events'),
	termination: terminationSchema.nullable().describe('The termination, for termination events'),
	table: tableEntrySchema.nullable().describe('The row, for events that come from one'),
	reminder: reminderSchema.nullable().describe('For events that say that a day is near'),
	anniversary: anniversarySchema.nullable().describe('For work anniversaries'),
	refs: z
		.strictObject({
			employeeId: id.describe('Id of the person'),
			leaveId: id.describe('Id of the leave'),
			tableName: text.describe('Name of the table'),
			entryId: id.describe('Id of the row'),
		})
		.describe('Ids for the action nodes'),
	enrichment: enrichmentSchema.describe('How far the records behind the event could be read'),
	raw: rawSchema
		.optional()
		.describe(
			'The delivery as it came; only with the option, and always for `other` and `unmapped`',
		),
});

/** An HR event as it leaves a trigger; see {@link hrEventSchema}. */
export type HrEvent = z.infer<typeof hrEventSchema>;
