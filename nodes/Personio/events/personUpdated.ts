import { tell } from '../../shared/interpret/tell';
import type { Api } from '../../shared/outbound/api';
import { attemptRequired } from '../../shared/outbound/attempt';
import { isStub, STUB } from '../records/employment';
import type { Known } from '../records/read';
import { describePerson, readEmployments, readPerson } from '../records/read';
import { defineEvent } from './defineEvent';
import { endInPerson } from './leaving';

/**
 * Names, the e-mail address, and every custom attribute; setting someone inactive shows here
 * too. What it was that changed is not told.
 */
export const personUpdated = defineEvent({
	name: 'person.updated',
	label: 'Person Updated',
	description: 'A profile was changed, or a person was set inactive',
	produces: ['employee.access_ended', 'employee.terminated', 'employee.updated'],
	about: 'personId',
	interpret: async (notification, context) => {
		const { personId, occurredAt } = notification;
		const { known, reason } = await readWhatDecides(personId, context.api);
		const described = await describePerson(personId, known, context);
		const ends =
			reason === null && known.employments !== undefined
				? endInPerson(known.employments, { ...notification, ...context })
				: [];
		return tell([...ends, { eventType: 'employee.updated' }], described, { occurredAt }, reason);
	},
});

/** Whoever Personio calls active has not left: employments are read then for mere detail only. */
async function readWhatDecides(
	personId: string,
	api: Api,
): Promise<{ known: Known; reason: string | null }> {
	const undecided = 'It cannot be told whether the person has left.';
	const person = await attemptRequired(readPerson(api, personId));
	if ('reason' in person) return { known: {}, reason: `${undecided} ${person.reason}` };
	const known = { person: person.value };
	if (person.value.status === 'ACTIVE') return { known, reason: null };
	const employments = await attemptRequired(readEmployments(api, personId));
	if ('reason' in employments) return { known, reason: `${undecided} ${employments.reason}` };
	return {
		known: { ...known, employments: employments.value },
		reason: employments.value.some(isStub) ? STUB : null,
	};
}
