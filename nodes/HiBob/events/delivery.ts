import { z } from 'zod/v4';

import { dayIn, instantOf } from '../../shared/model/dates';
import type { Actor } from '../../shared/model/hrEvent';
import { idField, words } from '../../shared/outbound/fields';
import { employeeIdField } from '../records/person';

/**
 * What every delivery of version 2 looks like; `version` is missing in some of HiBob's own samples.
 * https://apidocs.hibob.com/reference/webhook-events-v2
 */
export const envelopeSchema = z.looseObject({
	type: z.string().min(1),
	triggeredBy: words.catch(null),
	/** Without a zone; that it is UTC is not documented. */
	triggeredAt: words.catch(null),
	data: z.looseObject({}),
});

/** A delivery that fits: when something happened, by whom. */
export interface Notification {
	readonly data: Readonly<Record<string, unknown>>;
	/** ISO 8601 in UTC. */
	readonly occurredAt: string | null;
	/** The day it happened in the company's time zone, `YYYY-MM-DD`. */
	readonly occurredOn: string;
	readonly actor: Actor;
}

/** Reads what all deliveries have; when and by whom it happened never keeps an event from being told. */
export function notificationOf(
	{ data, triggeredAt, triggeredBy }: z.infer<typeof envelopeSchema>,
	{ timeZone, today }: { timeZone: string; today: string },
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

const maybe = <T>(schema: z.ZodType<T>) => schema.nullish().catch(null);

/** Requests have numbers. */
const requestIdField = idField.pipe(z.string().regex(/^\d+$/));

/** The ids in the data; which of them there are depends on the event. */
const idsSchema = z
	.looseObject({
		employeeId: maybe(employeeIdField),
		tableId: maybe(z.string().min(1)),
		effectiveDate: maybe(z.string().min(1)),
		/** What a row is told by where the table has no days; the prose calls it `entryId`. */
		id: maybe(idField),
		entryId: maybe(idField),
		timeoffRequestId: maybe(requestIdField),
		originalRequestId: maybe(requestIdField),
		previousRequestId: maybe(requestIdField),
	})
	.catch({});

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
	const ids = idsSchema.parse(data);
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

/** Version 1 sent the data itself along, and time off without an envelope. */
const versionOneSchema = z.union([
	z.looseObject({ type: z.string().min(1), employee: z.looseObject({}) }),
	z
		.looseObject({ event: z.string().min(1), timeoffRequestId: idField })
		.transform(({ event }) => ({ type: event })),
]);

/**
 * The event of a delivery of version 1, which HiBob still sends to webhooks from before 2025.
 * https://apidocs.hibob.com/docs/migrate-to-webhooks-v2
 * @returns null if the delivery is not one
 */
export function versionOneTypeOf(body: unknown): string | null {
	return versionOneSchema.safeParse(body).data?.type ?? null;
}
