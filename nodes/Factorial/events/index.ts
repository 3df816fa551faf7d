import { createHash } from 'crypto';

import { z } from 'zod/v4';

import { interpretBy } from '../../shared/interpret/interpretBy';
import { isInstant } from '../../shared/model/dates';
import { idField, maybeId, text } from '../../shared/reading/fields';
import type { DeliveryFacts, RawDelivery } from '../../shared/vendor';
import { typeIn } from '../target';
import { contractEvents } from './contractVersion';
import type { FactorialEvent } from './defineEvent';
import { employeeCreated } from './employeeCreated';
import { employeeTerminated, employeeUnterminated } from './employeeTerminated';
import { accessEvents, employeeUpdated } from './employeeUpdated';
import { leaveEvents } from './leave';
import { membershipEvents } from './membership';
import { otherEvents } from './other';

/** All event types of Factorial: the HR events and the other types. */
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
		updated_at: text.catch(null),
	})
	.catch({ id: null, company_id: null, updated_at: null });

/**
 * Identifies a delivery. The body is only the record and names no event. The event type is in the
 * query of the URL, and the challenge proves it.
 * Deliveries have no number. A delivery about an HR event is identified by its record and the time
 * of the change, no matter what was done to the record. So a search for changes finds the change
 * with the same identity. Any other delivery is identified by its type, its record and the time of
 * the change, or by its whole body if the record has no such time.
 */
export function identify(body: unknown, query: RawDelivery['query']): DeliveryFacts {
	const type = typeIn(query);
	const { id, company_id: companyId, updated_at: updatedAt } = bodySchema.parse(body);
	return {
		nativeType: type,
		nativeEvent: events.some(({ name }) => name === type) ? type : null,
		companyId: companyId ?? null,
		identity:
			updatedAt != null && isHr(type)
				? [resourceOf(type), id ?? null, updatedAt]
				: [type, id ?? null, updatedAt ?? hashOf(body)],
		hasTime: isInstant(updatedAt),
	};
}

/**
 * Whether a type is an HR event. Each delivery of another type is passed on unchanged, and is an
 * event of its own.
 */
function isHr(type: string | null): type is string {
	return events.some(({ name, produces }) => name === type && produces.length > 0);
}

/** `employees/employee` of `employees/employee/update`. */
function resourceOf(type: string): string {
	return type.slice(0, type.lastIndexOf('/'));
}

function hashOf(body: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify(body) ?? '')
		.digest('hex');
}

/** Reads a proven delivery. */
export const interpretDelivery = interpretBy('Factorial', (nativeType) =>
	events.find(({ name }) => name === nativeType),
);
