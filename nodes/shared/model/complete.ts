import type { HrEventDraft } from './draft';
import { factsOf } from './eventTypes';
import type { Enrichment, HrEvent, Raw } from './hrEvent';
import { SCHEMA_VERSION } from './hrEvent';
import { eventIdOf } from './identity';
import { phaseOf } from './phase';
import { summaryOf } from './summary';

/** What all events of one delivery have in common. */
export interface Origin {
	readonly source: HrEvent['source'];
	/** ISO 8601 in UTC. */
	readonly receivedAt: string;
	/** What tells two deliveries of the vendor apart; see {@link eventIdOf}. */
	readonly deliveryIdentity: ReadonlyArray<string | null>;
	/** The delivery or record as it came. */
	readonly raw: Raw;
}

const NOTHING_FETCHED: Enrichment = { status: 'none', reason: null };

/**
 * Makes the item of what a vendor folder says of an event.
 * @param event what is known of the event
 * @param origin the delivery it comes from
 * @param settings `today` (`YYYY-MM-DD` in the company's time zone) decides the phase;
 *   `includeRaw` adds the delivery as it came, which `other` and `unmapped` always carry
 */
export function complete(
	event: HrEventDraft,
	origin: Origin,
	settings: { today: string; includeRaw: boolean },
): HrEvent {
	const { eventType, employee, leave = null, termination = null, table = null } = event;
	const effectiveDate = event.effectiveDate ?? null;
	const { category } = factsOf(eventType);
	return {
		schemaVersion: SCHEMA_VERSION,
		eventId: eventIdOf(origin.source.vendor, event, origin.deliveryIdentity),
		eventType,
		category,
		phase: phaseOf({ eventType, effectiveDate }, settings.today),
		effectiveDate,
		occurredAt: event.occurredAt ?? null,
		receivedAt: origin.receivedAt,
		summary: summaryOf(event, origin.source.nativeType),
		changedFields: [...(event.changedFields ?? [])],
		source: origin.source,
		actor: event.actor ?? { id: null, type: null },
		employee,
		leave,
		termination,
		table,
		refs: {
			employeeId: employee.id,
			leaveId: leave?.id ?? null,
			tableName: table?.name ?? null,
			entryId: table?.entryId ?? null,
		},
		enrichment: event.enrichment ?? NOTHING_FETCHED,
		...(settings.includeRaw || category === 'other' ? { raw: origin.raw } : {}),
	};
}
