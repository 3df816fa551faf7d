import { completeEvent } from '../model/completeEvent';
import { now, todayIn } from '../model/dates';
import type { HrEvent } from '../model/hrEvent';
import { hrEventSchema } from '../model/hrEvent';
import { accountIn } from '../outbound/account';
import { takeRecords } from '../outbound/paging';
import { workflowTimeZone } from '../timeZone';
import type { FoundEvent, Vendor } from '../vendor';
import { field, valueOf } from './field';
import { limitFields, limitOf } from './limit';
import { instant } from './moments';
import { showHint } from './showHint';
import type { Operation } from './operation';

/** A vendor that can be asked what happened since an instant. */
type VendorWithChanges = Vendor & Required<Pick<Vendor, 'changes'>>;

/**
 * The operation *Event: Get Many Since* of a vendor. It finds the HR events of the vendor's trigger,
 * with the same ids, by asking the vendor. It gives sample data while somebody builds a workflow, and
 * helps to catch up after n8n was down.
 * @param about `description`: what this vendor can report, for the drop-down. `limits`: what it cannot
 *   report, for the description of *Since*
 */
export function eventGetAllSince(
	vendor: VendorWithChanges,
	{ description, limits }: { description: string; limits?: string },
): Operation {
	const since = field(
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			required: true,
			default: '={{ $now.minus({ days: 7 }).toISO() }}',
			description: [
				'Events that happened at this time or later, such as 2026-01-31T09:00:00Z',
				limits,
			]
				.filter((sentence) => sentence !== undefined)
				.join('. '),
		},
		instant,
	);
	return {
		resource: 'event',
		operation: 'getAllSince',
		name: 'Get Many Since',
		action: 'Get many events since a date',
		description,
		output: hrEventSchema,
		fields: [since.property, ...limitFields],
		async run(context, itemIndex, api) {
			const start = valueOf(context, since, itemIndex);
			const limit = limitOf(context, itemIndex);
			const timeZone = workflowTimeZone(context);
			const receivedAt = now();
			const today = todayIn(timeZone);
			const credential = await api.credential();
			let given = 0;
			const missing = (): number => (limit ?? Infinity) - given;
			const surroundings = {
				api,
				fetchDetails: true,
				fetchLeaveDays: false,
				includePayTables: false,
				selects: () => true,
				say: (message: string) => showHint(context, message),
				timeZone,
				today,
			};
			const found = vendor.changes(start, surroundings, missing);
			const toRecord = ({ draft, facts, raw }: FoundEvent): EventRecord => {
				const origin = {
					source: {
						vendor: vendor.name,
						companyId: facts.companyId ?? vendor.connection.companyOf(credential),
						nativeType: facts.nativeType,
						verifiedBy: 'api',
						delivery: 'manual',
					},
					account: accountIn(vendor.connection, credential, facts.companyId),
					receivedAt,
					deliveryIdentity: facts.identity,
					raw: { ...raw },
				} as const;
				return { event: completeEvent(draft, origin, { today, includeRaw: false }), raw };
			};
			const onGiven = (): void => void (given += 1);
			const records = await takeRecords(eachOnce(found, toRecord, onGiven), limit);
			// Who goes on from the last event of a part would leave out what is older than that.
			if (records.length === limit) showHint(context, LIMIT_REACHED);
			return records.map(({ event, raw }) => ({ normalised: { ...event }, raw }));
		},
	};
}

const LIMIT_REACHED =
	"'Limit' is reached, so there may be more events, also older ones. To catch up, switch on 'Return All'.";

interface EventRecord {
	readonly event: HrEvent;
	readonly raw: object;
}

/**
 * Passes each event on once: several changes at the vendor may report the same fact, as far as it can be
 * read now.
 */
async function* eachOnce(
	found: AsyncIterable<FoundEvent>,
	toRecord: (found: FoundEvent) => EventRecord,
	onGiven: () => void,
): AsyncGenerator<EventRecord> {
	const seen = new Set<string>();
	for await (const one of found) {
		const record = toRecord(one);
		if (seen.has(record.event.eventId)) continue;
		seen.add(record.event.eventId);
		onGiven();
		yield record;
	}
}
