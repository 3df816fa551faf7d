import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { complete } from '../model/complete';
import { todayIn } from '../model/dates';
import { hrEventSchema } from '../model/hrEvent';
import type { FoundEvent, InterpretContext, Vendor } from '../vendor';
import { limitFields, limitOf, textOf } from './fields';
import type { Operation } from './operation';

/** Finds what happened since an instant; nothing where the vendor cannot tell. */
type Changes = (since: string, context: InterpretContext) => Promise<FoundEvent[]>;

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
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				required: true,
				default: '={{ $now.minus({ days: 7 }).toISO() }}',
				description: 'Events that happened at this time or later',
			},
			...limitFields,
		],
		async run(context, itemIndex, api) {
			const since = sinceOf(context, itemIndex);
			const timeZone = context.getTimezone();
			const receivedAt = new Date().toISOString();
			const today = todayIn(timeZone);
			const found = await changes(since, {
				api,
				fetchDetails: true,
				includePayTables: false,
				timeZone,
				today,
			});
			return found
				.slice(0, limitOf(context, itemIndex) ?? undefined)
				.map(({ draft, facts, raw }) => {
					const event = complete(
						draft,
						{
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
						},
						{ today, includeRaw: false },
					);
					return { normalised: { ...event }, raw };
				});
		},
	};
}

function sinceOf(context: IExecuteFunctions, itemIndex: number): string {
	const since = DateTime.fromISO(textOf(context, 'since', itemIndex), {
		zone: context.getTimezone(),
	});
	if (since.isValid) return since.toUTC().toISO();
	throw new NodeOperationError(context.getNode(), "'Since' is not a date and time", {
		itemIndex,
		description: 'Choose a date, or enter one such as 2026-01-31T00:00:00Z.',
	});
}
