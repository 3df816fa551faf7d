import { sleep } from 'n8n-workflow';

import { interpretationOf } from '../../shared/interpret/interpretation';
import { employee } from '../../shared/model/employee';
import type { Api } from '../../shared/outbound/api';
import type { Attempt } from '../../shared/outbound/attempt';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import type { PersonRecord } from '../records/person';
import { readPerson } from '../records/fetch/people';
import { defineEvent } from './defineEvent';

/**
 * The person can no longer be read, so only the id is certain. No proof covers the body. So the
 * person is looked up, and the deletion is reported only if Personio no longer has the person.
 */
export const personDeleted = defineEvent({
	name: 'person.deleted',
	label: 'Person Deleted',
	description: 'A profile was deleted; some companies delete the profiles of those who leave',
	produces: ['employee.deleted'],
	about: 'personId',
	interpret: async ({ personId, occurredAt }, { api }) => {
		const described = {
			employee: employee({ id: personId }),
			enrichment: { status: 'none', reason: null },
		} as const;
		const read = await lookUntilGone(api, personId);
		// A record that the credential may not see, or that cannot be read, still exists.
		const isGone = 'reason' in read && read.isGone;
		if (isGone)
			return interpretationOf([{ eventType: 'employee.deleted' }], described, { occurredAt });
		const why = 'reason' in read ? read.reason : 'Personio still has the person.';
		const undecided = `It is not certain that the person was deleted. ${why}`;
		return interpretationOf([], described, { occurredAt }, undecided);
	},
});

/** It is not documented for how long a deleted person can still be read. */
const PAUSES_MS = [2_000, 4_000, 8_000] as const;

async function lookUntilGone(api: Api, personId: string): Promise<Attempt<PersonRecord>> {
	const look = async (): Promise<Attempt<PersonRecord>> =>
		await attemptRequiredRead(api, async (patiently) => await readPerson(patiently, personId));
	for (const pause of PAUSES_MS) {
		const read = await look();
		if ('reason' in read) return read;
		await sleep(pause);
	}
	return await look();
}
