import { z } from 'zod/v4';

import { interpretBy } from '../../shared/interpret/interpretBy';
import { isInstant } from '../../shared/model/dates';
import { digestOf } from '../../shared/model/digestOf';
import { idField, text } from '../../shared/reading/fields';
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

/** Every documented event that can be ticked for a webhook in Bob. */
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

/** Only the fields that distinguish deliveries. The schemas of the events are stricter. */
const looseSchema = z
	.looseObject({
		companyId: idField.nullish().catch(null),
		type: text.catch(null),
		triggeredAt: text.catch(null),
		data: z.unknown(),
	})
	.catch({ data: undefined });

/**
 * Says what a body is. HiBob gives deliveries no id. So a delivery is identified by its type, its time (which has
 * microseconds) and its ids. A delivery about tasks, documents or positions has other ids, so all of its data counts:
 * somebody who starts several lists of tasks at once may start them at the same moment. A delivery of version 1 is
 * recognised by its shape, and belongs to no event here. It is handed over no matter which events are chosen, so that the
 * user notices the old webhook.
 */
export function identify(body: unknown): DeliveryFacts {
	const { companyId, type, triggeredAt, data } = looseSchema.parse(body);
	const versionOne = versionOneTypeOf(body);
	const nativeType = versionOne ?? type ?? null;
	const isKnown = versionOne === null && events.some(({ name }) => name === nativeType);
	const ids = idsIn(data);
	return {
		nativeType: nativeType || null,
		nativeEvent: isKnown ? nativeType : null,
		companyId: companyId ?? null,
		identity: [
			nativeType,
			triggeredAt ?? null,
			ids.employeeId,
			ids.tableId,
			ids.effectiveDate ?? ids.entryId,
			ids.requestId,
			...(otherEvents.some(({ name }) => name === nativeType) ? [digestOf(data)] : []),
		],
		hasTime: isInstant(triggeredAt),
	};
}

/** Interprets a delivery whose signature has been checked. */
export async function interpretDelivery(
	delivery: { nativeType: string; body: unknown },
	context: InterpretContext,
): Promise<Interpretation> {
	if (versionOneTypeOf(delivery.body) === null) return await interpretVersionTwo(delivery, context);
	return { events: [], unrecognised: { reason: VERSION_ONE } };
}

const interpretVersionTwo = interpretBy('HiBob', (nativeType) =>
	events.find(({ name }) => name === nativeType),
);

const VERSION_ONE =
	"The delivery is of version 1 of HiBob's webhooks. In Bob, add a new webhook with the same address and events, which is of version 2, and remove the old one.";
