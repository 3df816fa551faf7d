import { z } from 'zod/v4';

import { idField, words } from '../../shared/outbound/fields';
import type { DeliveryFacts, Interpretation, InterpretContext } from '../../shared/vendor';
import { accessRevoked } from './accessRevoked';
import type { HiBobEvent } from './defineEvent';
import { idsIn, versionOneTypeOf } from './delivery';
import { employeeActivated } from './employeeActivated';
import { employeeCreated } from './employeeCreated';
import { employeeDeleted } from './employeeDeleted';
import { employeeInactivated } from './employeeInactivated';
import { employeeJoined } from './employeeJoined';
import { employeeLeft } from './employeeLeft';
import { employeeUpdated } from './employeeUpdated';
import { otherEvents } from './other';
import { tableEvents } from './tableEntry';
import { temporaryLeave } from './temporaryLeave';
import { timeOffEvents } from './timeOff';

/** Every event that can be ticked for a webhook in Bob, as far as they are documented. */
export const events: readonly HiBobEvent[] = [
	employeeCreated,
	employeeUpdated,
	employeeDeleted,
	employeeJoined,
	employeeLeft,
	accessRevoked,
	employeeActivated,
	employeeInactivated,
	temporaryLeave,
	...tableEvents,
	...timeOffEvents,
	...otherEvents,
];

/** Only what tells deliveries apart; the events' own schemas are stricter. */
const looseSchema = z
	.looseObject({
		companyId: idField.nullish().catch(null),
		type: words.catch(null),
		triggeredAt: words.catch(null),
		data: z.unknown(),
	})
	.catch({ data: undefined });

/**
 * Tells what a body is. HiBob numbers no deliveries: one is told by its type, its time, which has
 * microseconds, and its ids. One of version 1 is known by its shape, and belongs to no event here:
 * it is handed over whatever is chosen, so that somebody learns of it.
 */
export function identify(body: unknown): DeliveryFacts {
	const { companyId, type, triggeredAt, data } = looseSchema.parse(body);
	const versionOne = versionOneTypeOf(body);
	const nativeType = versionOne ?? type ?? null;
	const isKnown = versionOne === null && events.some(({ name }) => name === nativeType);
	const ids = idsIn(data);
	return {
		nativeType: nativeType || null,
		subscription: isKnown ? nativeType : null,
		companyId: companyId ?? null,
		identity: [
			nativeType,
			triggeredAt ?? null,
			ids.employeeId,
			ids.tableId,
			ids.effectiveDate ?? ids.entryId,
			ids.requestId,
		],
	};
}

/** Reads a proven delivery. */
export async function interpretDelivery(
	{ nativeType, body }: { nativeType: string; body: unknown },
	context: InterpretContext,
): Promise<Interpretation> {
	if (versionOneTypeOf(body) !== null) {
		return { events: [], unrecognised: { reason: VERSION_ONE } };
	}
	const event = events.find(({ name }) => name === nativeType);
	if (event === undefined) {
		return {
			events: [],
			unrecognised: { reason: `HiBob sent an event that is not known here: ${nativeType}.` },
		};
	}
	return await event.read(body, context);
}

const VERSION_ONE =
	"The delivery is of version 1 of HiBob's webhooks. In Bob, add a new webhook with the same address and events, which is of version 2, and remove the old one.";
