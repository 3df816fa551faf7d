import { z } from 'zod/v4';

import type { Day, Instant, TimeZone } from '../../shared/model/dates';
import { dayIn, instantOf } from '../../shared/model/dates';
import type { Actor } from '../../shared/model/hrEvent';
import { day, idField, maybe, maybeId, moment, several, text } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { record } from '../../shared/reading/record';

/** The ids of requests are numbers. */
const requestIdField = maybe(idField.pipe(z.string().regex(/^\d+$/)));

/** The ids of the fields that changed. */
const changedFields = several(
	z.union([z.string().min(1), z.looseObject({ id: z.string().min(1) }).transform(({ id }) => id)]),
);

/**
 * What the data of a delivery may hold. Which fields are there depends on the event. Each event says which ids it
 * needs.
 */
const dataSchema = record({
	decides: {},
	detail: {
		employeeId: maybeId,
		tableId: maybeId,
		effectiveDate: day,
		/** The id of a row, in tables without days. The text of the documentation calls it `entryId`. */
		id: maybeId,
		entryId: maybeId,
		timeoffRequestId: requestIdField,
		originalRequestId: requestIdField,
		previousRequestId: requestIdField,
		/** HiBob documents both names. A delivery may have both fields. */
		fieldUpdatesIds: changedFields,
		fieldUpdates: changedFields,
	},
});

/** The data of a delivery. Any field may be missing; an id that is there can be read. */
export type DeliveryData = z.infer<typeof dataSchema>;

/**
 * What every delivery of version 2 looks like; `version` is missing in some of HiBob's own samples.
 * https://apidocs.hibob.com/reference/webhook-events-v2
 */
export const envelopeSchema = record({
	decides: { type: z.string().min(1), data: dataSchema },
	detail: {
		companyId: maybeId,
		triggeredBy: text,
		/** A time without a zone. It is read as UTC, which HiBob does not document. */
		triggeredAt: moment,
	},
});

/** A delivery that fits: its data, when it happened, and who did it. */
export interface Notification {
	readonly data: DeliveryData;
	readonly occurredAt: Instant | null;
	/** The day it happened in the company's time zone. */
	readonly occurredOn: Day;
	readonly actor: Actor;
}

/**
 * Reads what all deliveries have in common. If the time or the actor cannot be read, the event is emitted all the
 * same.
 */
export function notificationOf(
	{ data, triggeredAt, triggeredBy }: z.infer<typeof envelopeSchema>,
	{ timeZone, today }: { timeZone: TimeZone; today: Day },
): Notification {
	const occurredAt = instantOf(triggeredAt);
	return {
		data,
		occurredAt,
		occurredOn: dayIn(timeZone, occurredAt) ?? today,
		actor: actorOf(triggeredBy),
	};
}

const SYSTEM = 'system';

function actorOf(triggeredBy: string | null | undefined): Actor {
	if (!triggeredBy) return { id: null, type: null };
	if (triggeredBy === SYSTEM) return { id: null, type: SYSTEM };
	return { id: triggeredBy, type: 'employee' };
}

/**
 * The ids in the data of a delivery, each null if it is missing. `effectiveDate` is the day of a row, as
 * HiBob wrote it.
 */
export interface DeliveryIds {
	readonly employeeId: string | null;
	readonly tableId: string | null;
	readonly effectiveDate: string | null;
	readonly entryId: string | null;
	readonly requestId: string | null;
	readonly originalRequestId: string | null;
	readonly previousRequestId: string | null;
}

/** The ids in the data of a delivery. Never throws. */
export function idsIn(data: unknown): DeliveryIds {
	const reading = readAs(dataSchema, data);
	const ids: Partial<DeliveryData> = 'value' in reading ? reading.value : {};
	return {
		employeeId: ids.employeeId ?? null,
		tableId: ids.tableId ?? null,
		effectiveDate: ids.effectiveDate ?? null,
		entryId: ids.id ?? ids.entryId ?? null,
		requestId: ids.timeoffRequestId ?? null,
		originalRequestId: ids.originalRequestId ?? null,
		previousRequestId: ids.previousRequestId ?? null,
	};
}

/** Version 1 of the webhooks sent the data itself, and sent time off without an envelope. */
const versionOneSchema = z.union([
	z.looseObject({ type: z.string().min(1), employee: z.looseObject({}) }),
	z
		.looseObject({ event: z.string().min(1), timeoffRequestId: idField })
		.transform(({ event }) => ({ type: event })),
]);

/**
 * The event of a delivery of version 1, which HiBob still sends to webhooks from before 2025.
 * https://apidocs.hibob.com/docs/migrate-to-webhooks-v2
 * @returns null if the delivery is not of version 1
 */
export function versionOneTypeOf(body: unknown): string | null {
	return versionOneSchema.safeParse(body).data?.type ?? null;
}
