import type { IDataObject } from 'n8n-workflow';

import { complete } from '../model/complete';
import { todayIn } from '../model/dates';
import type { HrEvent } from '../model/hrEvent';
import { hrEventSchema } from '../model/hrEvent';
import { take } from '../outbound/paging';
import type { FoundEvent, InterpretContext, Vendor } from '../vendor';
import { emptyField, instantIn, limitFields, limitOf } from './fields';
import type { Operation } from './operation';

/** Finds what happened since an instant; nothing where the vendor cannot tell. */
type Changes = (since: string, context: InterpretContext) => AsyncIterable<FoundEvent>;

const sinceField = { displayName: 'Since', name: 'since' } as const;

/**
 * *Event: Get Many Since* of a vendor: the HR events of its trigger, with the same ids, found
 * by asking. For samples while building, and to catch up after a time without n8n.
 * @param description what this vendor can tell, for the drop-down
 */
export function eventGetAllSince(vendor: Vendor, changes: Changes, description: string): Operation {
	return {
		resource: 'event',
		operation: 'getAllSince',
		name: 'Get Many Since',
		action: 'Get many events since a date',
		description,
		output: hrEventSchema,
		fields: [
			{
				...sinceField,
				type: 'dateTime',
				required: true,
				default: '={{ $now.minus({ days: 7 }).toISO() }}',
				description: 'Events that happened at this time or later',
			},
			...limitFields,
		],
		async run(context, itemIndex, api) {
			const since = instantIn(context, sinceField, itemIndex);
			if (since === null) throw emptyField(context, sinceField, itemIndex);
			const timeZone = context.getTimezone();
			const receivedAt = new Date().toISOString();
			const today = todayIn(timeZone);
			const found = changes(since, {
				api,
				fetchDetails: true,
				fetchLeaveDays: false,
				includePayTables: false,
				selects: () => true,
				timeZone,
				today,
			});
			const toRecord = ({ draft, facts, raw }: FoundEvent): EventRecord => {
				const origin = {
					source: {
						vendor: vendor.name,
						companyId: facts.companyId ?? vendor.connection.companyOf(api.credential),
						nativeType: facts.nativeType,
						verifiedBy: 'api',
						delivery: 'manual',
					},
					receivedAt,
					deliveryIdentity: facts.identity,
					raw,
				} as const;
				return { event: complete(draft, origin, { today, includeRaw: false }), raw };
			};
			const records = await take(eachOnce(found, toRecord), limitOf(context, itemIndex));
			return records.map(({ event, raw }) => ({ normalised: { ...event }, raw }));
		},
	};
}

interface EventRecord {
	readonly event: HrEvent;
	readonly raw: IDataObject;
}

/** Several changes at the vendor may tell the same fact, as far as it can be read now. */
async function* eachOnce(
	found: AsyncIterable<FoundEvent>,
	toRecord: (found: FoundEvent) => EventRecord,
): AsyncGenerator<EventRecord> {
	const seen = new Set<string>();
	for await (const one of found) {
		const record = toRecord(one);
		if (seen.has(record.event.eventId)) continue;
		seen.add(record.event.eventId);
		yield record;
	}
}
