import type { Described } from '../../../shared/interpret/interpretation';
import type { Day } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import { NO_NAMES } from '../directory';
import type { PersonFile } from '../employee';
import { normaliseEmployee } from '../employee';
import type { EmploymentRecord } from '../employment';
import { employmentOn } from '../employment';
import type { PersonRecord } from '../person';
import { readNames } from './directory';
import { readEmployments } from './employments';
import { readPerson } from './people';

/** The records of a person that were already read to decide an event. */
export interface Known {
	readonly person?: PersonRecord;
	readonly employments?: readonly EmploymentRecord[];
	/** The employment the event is about. */
	readonly employment?: EmploymentRecord | null;
}

/**
 * Describes the person of an event: with the records that are known, and with *Fetch Details* also
 * with the missing ones. A record that cannot be read is left out, and `enrichment` says so. A
 * missing detail never stops an event that is decided.
 */
export async function describePerson(
	personId: string | null,
	known: Known,
	{ api, fetchDetails, today }: { api: Api; fetchDetails: boolean; today: Day },
): Promise<Described> {
	if (!fetchDetails || personId === null) {
		const file = { ...known, person: known.person ?? null, employments: known.employments ?? [] };
		const isSomethingKnown = file.person !== null || file.employments.length > 0;
		return {
			employee: normaliseEmployee(personId, file, { names: NO_NAMES, today }),
			enrichment: { status: isSomethingKnown ? 'partial' : 'none', reason: null },
		};
	}
	const [person, employments] = await Promise.all([
		known.person === undefined
			? attemptOptionalRead(readPerson(api, personId))
			: { value: known.person },
		known.employments === undefined
			? attemptOptionalRead(readEmployments(api, personId))
			: { value: known.employments },
	]);
	const read = {
		person: 'value' in person ? person.value : null,
		employments: 'value' in employments ? employments.value : [],
		employment: known.employment ?? null,
	};
	const { file, missing, names } = await readSurroundings(api, read, today);
	const reasons = [...new Set([...reasonsOf([person, employments]), ...missing])];
	return {
		employee: normaliseEmployee(personId, file, { names, today }),
		enrichment: {
			status: read.person === null ? 'failed' : reasons.length > 0 ? 'partial' : 'full',
			reason: reasons.join(' · ') || null,
		},
	};
}

/**
 * Reads the manager, and the names for the ids in the employment that describes the person.
 * @param today `YYYY-MM-DD` in the company's time zone
 */
export async function readSurroundings(
	api: Api,
	file: PersonFile,
	today: Day,
): Promise<{ file: PersonFile; names: typeof NO_NAMES; missing: string[] }> {
	const employment = file.employment ?? employmentOn(file.employments, today);
	if (employment === null) return { file, names: NO_NAMES, missing: [] };
	const managerId = employment.supervisor?.id;
	const [manager, { names, missing }] = await Promise.all([
		managerId == null ? { value: null } : attemptOptionalRead(readPerson(api, managerId)),
		readNames(api, [employment]),
	]);
	return {
		file: { ...file, manager: 'value' in manager ? manager.value : null },
		names,
		missing: [...reasonsOf([manager]), ...missing],
	};
}
