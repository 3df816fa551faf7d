import { z } from 'zod/v4';

import { misfitDelivery } from '../../../nodes/shared/interpret/interpretation';
import { dayOf, instantOf } from '../../../nodes/shared/model/dates';
import { employee } from '../../../nodes/shared/model/employee';
import { day, idField, moment, text } from '../../../nodes/shared/reading/fields';
import { readAs } from '../../../nodes/shared/reading/readAs';
import { answer, record } from '../../../nodes/shared/reading/record';
import type { DeliveryFacts, Interpretation, NativeEvent } from '../../../nodes/shared/vendor';

export const events: readonly NativeEvent[] = [
	{
		name: 'person.hired',
		label: 'Person Hired',
		description: 'A person was hired',
		produces: ['employee.hired'],
	},
	{
		name: 'person.renamed',
		label: 'Person Renamed',
		description: 'A person has another name',
		produces: ['employee.updated'],
	},
];

const PRODUCES = {
	'person.hired': 'employee.hired',
	'person.renamed': 'employee.updated',
} as const;

const deliverySchema = answer({
	id: idField,
	type: z.enum(['person.hired', 'person.renamed']),
	at: moment,
	person: record({ decides: { id: idField, start_date: day }, detail: { name: text } }),
});

const looseSchema = z
	.object({
		id: z.string().nullish().catch(null),
		type: z.string().nullish().catch(null),
		at: z.string().nullish().catch(null),
	})
	.catch({});

/** Tells what a body is. */
export function identify(body: unknown): DeliveryFacts {
	const { id, type, at } = looseSchema.parse(body);
	return {
		nativeType: type ?? null,
		nativeEvent: events.find(({ name }) => name === type)?.name ?? null,
		companyId: null,
		identity: [type ?? null, id ?? null],
		hasTime: instantOf(at) !== null,
	};
}

/** Reads a proven delivery: Acme HR sends the whole record. */
export async function interpretDelivery({
	nativeType,
	body,
}: {
	nativeType: string;
	body: unknown;
}): Promise<Interpretation> {
	const read = readAs(deliverySchema, body);
	if (!('value' in read)) {
		return misfitDelivery({ vendor: 'Acme HR', delivery: nativeType }, read.misfits, null);
	}
	const { type, at, person } = read.value;
	return {
		events: [
			{
				eventType: PRODUCES[type],
				effectiveDate: dayOf(person.start_date),
				occurredAt: instantOf(at),
				employee: employee({ id: person.id, displayName: person.name ?? null }),
			},
		],
	};
}
