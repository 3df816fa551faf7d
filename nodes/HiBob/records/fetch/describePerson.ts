import type { Described } from '../../../shared/interpret/interpretation';
import { employee } from '../../../shared/model/employee';
import type { Attempt } from '../../../shared/outbound/attempt';
import { attemptOptionalRead } from '../../../shared/outbound/attempt';
import type { InterpretContext } from '../../../shared/vendor';
import { normaliseEmployee } from '../employee';
import type { PersonRecord } from '../person';
import { EMPLOYEE_FIELDS, leftOutMessage, readPerson, unreadableMessage } from './people';

/**
 * The person behind an event: with *Fetch Details* as HiBob has the person, otherwise by the id alone. What
 * cannot be read is left out, and `enrichment` says so: missing detail never stops an event that is decided.
 * @param known the person, if the person already had to be read to decide the event
 */
export async function describePerson(
	id: string,
	{ api, fetchDetails, today }: Pick<InterpretContext, 'api' | 'fetchDetails' | 'today'>,
	known?: Attempt<PersonRecord>,
): Promise<Described> {
	if (!fetchDetails && known === undefined) {
		return { employee: employee({ id }), enrichment: { status: 'none', reason: null } };
	}
	const read = known ?? (await attemptOptionalRead(readPerson(api, id)));
	if ('reason' in read) {
		return {
			employee: employee({ id }),
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
