import type { z } from 'zod/v4';

import type { HrEventDraft } from '../model/draft';
import type { Employee } from '../model/employee';
import { employee } from '../model/employee';
import type { Actor, Enrichment } from '../model/hrEvent';
import type { Interpretation } from '../vendor';

/** What an event tells of a person, and how far it could be read. */
export interface Described {
	readonly employee: Employee;
	readonly enrichment: Enrichment;
}

/**
 * The same, where something besides the person could not be read.
 * @param status how far it could be read in all
 * @param why in plain words, a reason each
 */
export function lacking(
	{ employee: person, enrichment }: Described,
	status: Enrichment['status'],
	...why: readonly string[]
): Described {
	const reasons = new Set([enrichment.reason, ...why].filter(Boolean));
	return { employee: person, enrichment: { status, reason: [...reasons].join(' · ') } };
}

/** The part of an event that says what happened. */
export type Happening = Pick<HrEventDraft, 'eventType'> & Partial<HrEventDraft>;

/**
 * What a delivery says: what happened to whom, when, and by whom.
 * @param undecided why something about it cannot be told; null if everything can
 */
export function tell(
	happenings: readonly Happening[],
	{ employee: person, enrichment }: Described,
	{ occurredAt, actor }: { readonly occurredAt: string | null; readonly actor?: Actor },
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
 * What is said of a delivery that is not as the vendor documents it. Names fields, never values.
 * @param fields what is missing or different
 * @param employeeId whom it is about, where that can be told all the same
 */
export function misfit(
	{ vendor, delivery }: { vendor: string; delivery: string },
	fields: readonly string[],
	employeeId: string | null = null,
): Interpretation {
	return {
		events: [],
		unrecognised: {
			reason: `The delivery ${delivery} does not look as ${vendor} documents it: ${fields.join(', ')}.`,
			employee: employee({ id: employeeId }),
		},
	};
}

/** The fields that a schema finds missing or different, each once. */
export function fieldsIn({ issues }: z.ZodError): string[] {
	return [...new Set(issues.map(({ path }) => path.join('.') || 'the body'))];
}
