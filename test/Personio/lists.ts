import { operations } from '../../nodes/Personio/operations';
import { EVENT_TYPES } from '../../simulators/personio/index.mts';
import type { ListsOfVendor } from '../support/lists';
import { dayFromNow, EVERYONE, listOperations, PEOPLE, SINCE } from '../support/lists';
import { act, actionIn, startRoomyPersonio } from '../support/personio';

/** Each includes the request for the token. */
export const lists: ListsOfVendor = {
	act,
	offered: listOperations(operations),
	async start(people) {
		const company = await startRoomyPersonio({ people, sometimes: 'none' });
		// Nobody is there. What could not be delivered is not sent again while this lasts.
		company.addWebhook({ url: 'http://127.0.0.1:9/all', enabled_events: EVENT_TYPES });
		for (const { id: personId } of company.people) {
			company.requestAbsence({ personId, from: dayFromNow(10) });
		}
		for (const { id } of company.people) company.updatePerson(id, { preferred_name: 'A' });
		return {
			company,
			surroundings: (parameters, credentialId) => actionIn(company, { parameters, credentialId }),
		};
	},
	operations: [
		{
			...{ resource: 'employee', operation: 'getAll' },
			why: 'a page of people (50 each), the employments of each person, 8 names; with one person 3 names',
			requests: [1 + 1 + 1 + 3, 1 + 1 + 50 + 8, 1 + 5 + 250 + 8],
			items: PEOPLE,
		},
		{
			...{ resource: 'employee', operation: 'getAll', parameters: { includeEmployments: false } },
			why: 'a page of people (50 each)',
			requests: [1 + 1, 1 + 1, 1 + 5],
			items: PEOPLE,
		},
		{
			...{ resource: 'employment', operation: 'getAll', parameters: EVERYONE },
			why: 'a page of people (50 each), the employments of each person',
			requests: [1 + 1 + 1, 1 + 1 + 50, 1 + 5 + 250],
			items: PEOPLE,
		},
		{
			...{ resource: 'timeOff', operation: 'getAll', parameters: EVERYONE },
			why: 'a page of absences (100 each), the absence types',
			requests: [1 + 1 + 1, 1 + 1 + 1, 1 + 3 + 1],
			items: PEOPLE,
		},
		{
			...{ resource: 'absenceType', operation: 'getAll' },
			why: 'the absence types',
			requests: [1 + 1, 1 + 1, 1 + 1],
			items: 5,
		},
		{
			...{ resource: 'event', operation: 'getAllSince', parameters: SINCE },
			why: 'the webhooks, a page of events (200 each), each absence, the people (50 each; one alone), the employments of each person, the absence types, 8 names; with one person 3 names',
			requests: [
				1 + 1 + 1 + 1 + 1 + 1 + 1 + 3,
				1 + 1 + 1 + 50 + 1 + 50 + 1 + 8,
				1 + 1 + 3 + 250 + 5 + 250 + 1 + 8,
			],
			items: 2 * PEOPLE,
		},
	],
};
