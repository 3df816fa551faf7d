import type { Described } from '../../shared/interpret/tell';
import { employee } from '../../shared/model/employee';
import type { Api } from '../../shared/outbound/api';
import type { Attempt } from '../../shared/outbound/attempt';
import { attempt } from '../../shared/outbound/attempt';
import type { InterpretContext } from '../../shared/vendor';
import { normaliseEmployee } from './employee';
import type { Period } from './lifecycle';
import { periodsOf } from './lifecycle';
import { lookAgain } from './lookAgain';
import { EMPLOYEE_FIELDS, leftOut, readPerson } from './people';
import type { PersonRecord } from './person';
import { readRows } from './rows';
import { LIFECYCLE } from './tables';

/**
 * The person behind an event: with *Fetch Details* as HiBob has it, else by the id alone. What
 * cannot be read is left out and said in `enrichment`: detail never stops an event that is decided.
 * @param known the person, where it had to be read to decide the event
 */
export async function describePerson(
	id: string,
	{ api, fetchDetails, today }: Pick<InterpretContext, 'api' | 'fetchDetails' | 'today'>,
	known?: Attempt<PersonRecord>,
): Promise<Described> {
	if (!fetchDetails && known === undefined) {
		return { employee: employee({ id }), enrichment: { status: 'none', reason: null } };
	}
	const read = known ?? (await attempt(readPerson(api, id)));
	if ('reason' in read) {
		return {
			employee: employee({ id }),
			enrichment: { status: 'failed', reason: read.reason },
		};
	}
	const missing = leftOut([read.value], EMPLOYEE_FIELDS);
	return {
		employee: normaliseEmployee(read.value, today),
		enrichment: { status: missing === null ? 'full' : 'partial', reason: missing },
	};
}

/**
 * The lifecycle of a person.
 * @param isThere whether it shows what an event tells of; else it is looked at again
 */
export async function readLifecycle(
	api: Api,
	employeeId: string,
	isThere: (periods: readonly Period[]) => boolean = () => true,
): Promise<Period[]> {
	return await lookAgain(
		async () => periodsOf(await readRows(api, LIFECYCLE, employeeId)),
		isThere,
	);
}
