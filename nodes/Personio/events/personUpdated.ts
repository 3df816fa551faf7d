import { interpretationOf } from '../../shared/interpret/interpretation';
import type { EventType } from '../../shared/model/eventTypes';
import type { Api } from '../../shared/outbound/api';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import { isStub, STUB } from '../records/employment';
import type { Known } from '../records/fetch/describePerson';
import { describePerson } from '../records/fetch/describePerson';
import { readEmployments } from '../records/fetch/employments';
import { readPerson } from '../records/fetch/people';
import { defineEvent } from './defineEvent';
import { leaverEventsOfPerson } from './leaving';

const ENDS: readonly EventType[] = ['employee.access_ended', 'employee.terminated'];

/**
 * Personio sends this event when a name, the e-mail address or any custom attribute changes, and
 * also when a person is set inactive. It does not say what changed.
 */
export const personUpdated = defineEvent({
	name: 'person.updated',
	label: 'Person Updated',
	description: 'A profile was changed, or a person was set inactive',
	produces: [...ENDS, 'employee.updated'],
	about: 'personId',
	interpret: async (notification, context) => {
		const { personId, occurredAt } = notification;
		const mayEnd = ENDS.some(context.selects);
		const { known, reason } = mayEnd ? await readWhatDecides(personId, context.api) : NOTHING;
		const described = await describePerson(personId, known, context);
		const meant =
			reason === null && known.employments !== undefined
				? leaverEventsOfPerson(known.employments, { ...notification, ...context })
				: [];
		const ends = typeof meant === 'string' ? [] : meant;
		const interpretation = interpretationOf(
			[...ends, { eventType: 'employee.updated' }],
			described,
			{ occurredAt },
			typeof meant === 'string' ? meant : reason,
		);
		return known.person?.status === 'ACTIVE'
			? { ...interpretation, undone: { employeeId: personId, what: ['inactivity'] } }
			: interpretation;
	},
});

interface Decided {
	readonly known: Known;
	/** Why it cannot be decided whether the person has left; null if it can be decided. */
	readonly reason: string | null;
}

/** For workflows that do not listen for the events that these reads decide. */
const NOTHING: Decided = { known: {}, reason: null };

/**
 * A person whom Personio calls active has not left. The employments of such a person are not read
 * here, but only as details of the event.
 */
async function readWhatDecides(personId: string, api: Api): Promise<Decided> {
	const undecided = 'It is not known whether the person has left.';
	const person = await attemptRequiredRead(
		api,
		async (patiently) => await readPerson(patiently, personId),
	);
	if ('reason' in person) return { known: {}, reason: `${undecided} ${person.reason}` };
	const known = { person: person.value };
	if (person.value.status === 'ACTIVE') return { known, reason: null };
	const employments = await attemptRequiredRead(
		api,
		async (patiently) => await readEmployments(patiently, personId),
	);
	if ('reason' in employments) return { known, reason: `${undecided} ${employments.reason}` };
	return {
		known: { ...known, employments: employments.value },
		reason: employments.value.some(isStub) ? STUB : null,
	};
}
