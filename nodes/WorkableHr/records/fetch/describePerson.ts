import type { Described } from '../../../shared/interpret/interpretation';
import type { Api } from '../../../shared/outbound/api';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import type { InterpretContext } from '../../../shared/vendor';
import type { Directory } from '../directory';
import { EMPTY_DIRECTORY } from '../directory';
import type { EmployeeRecord } from '../employee';
import { inOneSpelling, normaliseEmployee } from '../employee';
import { idIn } from '../named';
import { readDirectory } from './directory';
import { readEmployee } from './employees';

/** What a delivery says about its person. */
export interface Known {
	/** The whole record. If it is there, only the names for its ids are read. */
	readonly delivered?: EmployeeRecord;
	/** The fields that were changed. Their values replace those of the record that is read. */
	readonly changes?: EmployeeRecord;
}

/** The person of an event, and the names for ids, which the other parts of the event may need too. */
export interface DescribedWithNames extends Described {
	readonly directory: Directory;
}

/**
 * Describes the person of an event with what is known. If *Fetch Details* is on, the record, the manager and the names
 * for ids are added. A record that cannot be read is left out, and `enrichment` says so. A missing detail never stops an
 * event that is decided.
 * @param also whether the names of leave categories are needed too
 */
export async function describePerson(
	personId: string,
	known: Known,
	{ api, fetchDetails, today }: Pick<InterpretContext, 'api' | 'fetchDetails' | 'today'>,
	also?: { categories: boolean },
): Promise<DescribedWithNames> {
	const { record, manager, directory, enrichment } = await readDetails(
		api,
		personId,
		{ ...known, fetchDetails },
		also,
	);
	return {
		employee: normaliseEmployee(
			{ ...record, ...known.changes, id: personId },
			{ directory, manager, today },
		),
		enrichment,
		directory,
	};
}

interface Details extends Pick<Described, 'enrichment'> {
	/** The person; null if the record was not asked for or could not be read. */
	readonly record: EmployeeRecord | null;
	/** The person's manager; null for the same reasons. */
	readonly manager: EmployeeRecord | null;
	readonly directory: Directory;
}

async function readDetails(
	api: Api,
	personId: string,
	{ delivered, fetchDetails }: Pick<Known, 'delivered'> & { fetchDetails: boolean },
	also?: { categories: boolean },
): Promise<Details> {
	if (!fetchDetails) {
		return {
			record: delivered ?? null,
			manager: null,
			directory: EMPTY_DIRECTORY,
			enrichment: { status: 'none', reason: null },
		};
	}
	const [record, { directory, missing }] = await Promise.all([
		delivered === undefined
			? attemptOptionalRead(readEmployee(api, personId))
			: { value: delivered },
		readDirectory(api, also),
	]);
	const person = 'value' in record ? record.value : null;
	const { manager, missing: missingManager } =
		delivered === undefined ? await readManager(api, person) : NO_MANAGER;
	const reasons = [...new Set([...reasonsOf([record]), ...missing, ...missingManager])];
	return {
		record: person,
		manager,
		directory,
		enrichment: {
			status: person === null ? 'failed' : reasons.length > 0 ? 'partial' : 'full',
			reason: reasons.join(' · ') || null,
		},
	};
}

interface Manager {
	readonly manager: EmployeeRecord | null;
	readonly missing: readonly string[];
}

const NO_MANAGER: Manager = { manager: null, missing: [] };

/**
 * Reads the manager of a person, who may have to know about a leave.
 * @returns the manager, and in plain words why the manager could not be read
 */
export async function readManager(api: Api, person: EmployeeRecord | null): Promise<Manager> {
	const managerId = person === null ? null : idIn(inOneSpelling(person).reports_to);
	if (managerId === null) return NO_MANAGER;
	const manager = await attemptOptionalRead(readEmployee(api, managerId));
	return { manager: 'value' in manager ? manager.value : null, missing: reasonsOf([manager]) };
}
