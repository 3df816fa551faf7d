import type { Instant } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import type { Employee } from '../model/employee';
import { employee } from '../model/employee';
import type { Actor, Enrichment } from '../model/hrEvent';
import type { Interpretation } from '../vendor';

/** What an event says about a person, and how much of that could be read. */
export interface Described {
	readonly employee: Employee;
	readonly enrichment: Enrichment;
}

/**
 * The same, for an event where something other than the person could not be read.
 * @param status how much could be read in total
 * @param why the reasons, in plain words
 */
export function lackingDetails(
	{ employee: person, enrichment }: Described,
	status: Enrichment['status'],
	...why: readonly string[]
): Described {
	const reasons = new Set([enrichment.reason, ...why].filter(Boolean));
	return { employee: person, enrichment: { status, reason: [...reasons].join(' · ') } };
}

/**
 * The same, for an event for which a further read failed: `failed` if nothing else could be fetched,
 * otherwise `partial`.
 * @param why the reasons, in plain words; without one, nothing changes
 */
export function withFailedRead(described: Described, ...why: readonly string[]): Described {
	if (why.length === 0) return described;
	const { status } = described.enrichment;
	const isNothingFetched = status === 'none' || status === 'failed';
	return lackingDetails(described, isNothingFetched ? 'failed' : 'partial', ...why);
}

/** The part of an event that says what happened. */
export type Happening = Pick<HrEventDraft, 'eventType'> & Partial<HrEventDraft>;

/**
 * What a delivery says: what happened to whom, when, and by whom.
 * @param undecided why something in the delivery could not be decided; null if everything was
 *   decided
 */
export function interpretationOf(
	happenings: readonly Happening[],
	{ employee: person, enrichment }: Described,
	{ occurredAt, actor }: { readonly occurredAt: Instant | null; readonly actor?: Actor },
	undecided: string | null = null,
): Interpretation {
	const common = {
		occurredAt,
		employee: person,
		enrichment,
		...(actor === undefined ? {} : { actor }),
	};
	return {
		events: happenings.map((happening) => ({ ...common, ...happening })),
		...(undecided === null ? {} : { unrecognised: { reason: undecided, employee: person } }),
	};
}

/**
 * The result for a delivery that does not look as the vendor documents it. Names fields, never
 * values.
 * @param fields the fields that are missing or different
 * @param employeeId the person that the delivery is about, if that is known all the same
 */
export function misfitDelivery(
	{ vendor, delivery }: { vendor: string; delivery: string },
	fields: readonly string[],
	employeeId: string | null = null,
): Interpretation {
	return {
		events: [],
		unrecognised: {
			reason: `The delivery ${delivery} does not have the form that ${vendor} documents: ${fields.join(', ')}.`,
			employee: employee({ id: employeeId }),
		},
	};
}
