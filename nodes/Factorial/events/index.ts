import { createHash } from 'crypto';

import { z } from 'zod/v4';

import type {
	DeliveryFacts,
	Interpretation,
	InterpretContext,
	RawDelivery,
} from '../../shared/vendor';
import { idField, maybeId, words } from '../../shared/outbound/fields';
import { typeIn } from '../target';
import { contractEvents } from './contractVersion';
import type { FactorialEvent } from './defineEvent';
import { employeeCreated } from './employeeCreated';
import { employeeTerminated, employeeUnterminated } from './employeeTerminated';
import { accessEvents, employeeUpdated } from './employeeUpdated';
import { leaveEvents } from './leave';
import { membershipEvents } from './membership';
import { otherEvents } from './other';

/** Every type of the catalogue. */
export const events: readonly FactorialEvent[] = [
	employeeCreated,
	employeeUpdated,
	employeeTerminated,
	employeeUnterminated,
	...accessEvents,
	...leaveEvents,
	...contractEvents,
	...membershipEvents,
	...otherEvents,
];

const bodySchema = z
	.looseObject({
		id: idField.nullish().catch(null),
		company_id: maybeId.catch(null),
		updated_at: words.catch(null),
	})
	.catch({ id: null, company_id: null, updated_at: null });

/**
 * Tells what a delivery is. The body is the bare record and names no event; its type stands in the
 * query of the URL, and is proved by the challenge.
 * Deliveries have no number: one is told by its type, its record and when that changed, or by all
 * it says where records carry no time of change.
 */
export function identify(body: unknown, query: RawDelivery['query']): DeliveryFacts {
	const type = typeIn(query);
	const { id, company_id: companyId, updated_at: updatedAt } = bodySchema.parse(body);
	return {
		nativeType: type,
		subscription: events.some(({ name }) => name === type) ? type : null,
		companyId: companyId ?? null,
		identity: [type, id ?? null, updatedAt ?? hashOf(body)],
	};
}

function hashOf(body: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify(body) ?? '')
		.digest('hex');
}

/** Reads a proven delivery. */
export async function interpretDelivery(
	{ nativeType, body }: { nativeType: string; body: unknown },
	context: InterpretContext,
): Promise<Interpretation> {
	const event = events.find(({ name }) => name === nativeType);
	if (event === undefined) {
		return {
			events: [],
			unrecognised: { reason: `Factorial sent an event that is not known here: ${nativeType}.` },
		};
	}
	return await event.read(body, context);
}
