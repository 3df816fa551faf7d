import type { Day, Instant } from './dates';
import type { HrEventDraft } from './draft';
import { factsOf } from './eventTypes';
import type { Enrichment, HrEvent, Raw } from './hrEvent';
import { SCHEMA_VERSION } from './hrEvent';
import type { ReportOrigin } from './identity';
import { identityOf } from './identity';
import { phaseOf } from './phase';
import { summaryOf } from './summary';

/** What all events of one delivery have in common. */
export interface Origin {
	readonly source: HrEvent['source'];
	/** Names the company's account at the vendor; part of every id. */
	readonly account: string;
	readonly receivedAt: Instant;
	/**
	 * The values that distinguish two deliveries of the vendor; null if no delivery reported it. See
	 * {@link ReportOrigin}.
	 */
	readonly deliveryIdentity: ReadonlyArray<string | null> | null;
	/** What a delivery without a time says, as a hash; see {@link ReportOrigin}. */
	readonly timelessState?: string | null;
	/** The delivery or record as the vendor sent it. */
	readonly raw: Raw;
}

/** For an event for which nothing had to be fetched. */
export const NOTHING_FETCHED: Enrichment = { status: 'none', reason: null };

/**
 * Makes an item from what a vendor folder says about an event.
 * @param event what is known about the event
 * @param origin the delivery it comes from
 * @param settings `today` in the company's time zone decides the phase; null where today is not known.
 *   `includeRaw` adds the delivery as the vendor sent it; `other` and `unmapped` always carry it
 */
export function completeEvent(
	event: HrEventDraft,
	origin: Origin,
	settings: { today: Day | null; includeRaw: boolean },
): HrEvent {
	const { eventType, employee, leave = null, termination = null, table = null } = event;
	const { reminder = null, anniversary = null } = event;
	const effectiveDate = event.effectiveDate ?? null;
	const { category } = factsOf(eventType);
	return {
		eventType,
		summary: summaryOf(event, origin.source.nativeType),
		effectiveDate,
		phase: phaseOf({ eventType, effectiveDate }, settings.today),
		category,
		eventId: identityOf(event, reportOriginOf(origin)).eventId,
		schemaVersion: SCHEMA_VERSION,
		occurredAt: event.occurredAt ?? null,
		receivedAt: origin.receivedAt,
		changedFields: [...(event.changedFields ?? [])],
		source: origin.source,
		actor: event.actor ?? { id: null, type: null },
		employee,
		leave,
		termination,
		table,
		reminder,
		anniversary,
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

/** The part of an event's origin that distinguishes it from other events. */
export function reportOriginOf({
	source,
	account,
	deliveryIdentity,
	timelessState = null,
}: Origin): ReportOrigin {
	return { vendor: source.vendor, account, delivery: deliveryIdentity, timelessState };
}
