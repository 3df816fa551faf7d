import type { Described } from '../../../shared/interpret/interpretation';
import { employee } from '../../../shared/model/employee';
import type { Attempt } from '../../../shared/outbound/attempt';
import { attemptOptionalRead } from '../../../shared/outbound/attempt';
import type { InterpretContext } from '../../../shared/vendor';
import { normaliseEmployee } from '../employee';
import type { PersonRecord } from '../person';
import { EMPLOYEE_FIELDS, leftOutMessage, readPerson, unreadableMessage } from './people';

/** What was already read of a person to decide an event. */
export interface Known {
	/** The person, or why the person could not be read. */
	readonly person?: Attempt<PersonRecord> | undefined;
}

/**
 * Describes the person of an event. If *Fetch Details* is on, or if the person was read already, the description
 * has all that HiBob says; otherwise it has only the id. What cannot be read is left out, and `enrichment` says so.
 * A missing detail never stops an event that is decided.
 */
export async function describePerson(
	personId: string,
	known: Known,
	{ api, fetchDetails, today }: Pick<InterpretContext, 'api' | 'fetchDetails' | 'today'>,
): Promise<Described> {
	if (!fetchDetails && known.person === undefined) {
		return { employee: employee({ id: personId }), enrichment: { status: 'none', reason: null } };
	}
	const read = known.person ?? (await attemptOptionalRead(readPerson(api, personId)));
	if ('reason' in read) {
		return {
			employee: employee({ id: personId }),
			enrichment: { status: 'failed', reason: read.reason },
		};
	}
	const people = [read.value];
	const missing = sentences(leftOutMessage(people, EMPLOYEE_FIELDS), unreadableMessage(people));
	return {
		employee: normaliseEmployee(read.value, today),
		enrichment: { status: missing === null ? 'full' : 'partial', reason: missing },
	};
}

function sentences(...said: ReadonlyArray<string | null>): string | null {
	return said.filter(Boolean).join(' ') || null;
}
