import { z } from 'zod/v4';

import { instantSchema } from '../model/dates';
import { employeeSchema } from '../model/employee';
import { EVENT_TYPES } from '../model/eventTypes';
import { day, id, instant } from '../model/fields';
import { anniversarySchema, reminderSchema } from '../model/hrEvent';
import { leaveSchema } from '../model/leave';
import { terminationSchema } from '../model/termination';

/** The draft of an event that a poll found; see `HrEventDraft`. */
const draftSchema = z.strictObject({
	eventType: z.enum(EVENT_TYPES),
	effectiveDate: day,
	occurredAt: instant,
	employee: employeeSchema,
	leave: leaveSchema.optional(),
	termination: terminationSchema.optional(),
	reminder: reminderSchema.optional(),
	anniversary: anniversarySchema.optional(),
	identity: z
		.strictObject({
			employmentId: id.optional(),
			changedAt: instant.optional(),
			isHeldBack: z.boolean().optional(),
			isStated: z.boolean().optional(),
			daysBefore: z.array(z.int()).optional(),
			backSince: instantSchema.optional(),
			timeless: z.strictObject({ record: z.string(), state: z.string() }).optional(),
		})
		.optional(),
});

/**
 * What the poll method hands over to the execution: an item for each event. n8n stores the items with the execution, so
 * an execution that crashes can be retried from them.
 */
export const findingSchema = z.strictObject({
	polledAt: instantSchema,
	companyId: id,
	draft: draftSchema,
});

/** One event that a poll found; see {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;
