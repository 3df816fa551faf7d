import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { recordOptions } from '../shared/actions/recordOptions';
import { connect } from '../shared/outbound/connect';
import { takeRecords, recordsWhere } from '../shared/outbound/paging';
import { WHILE_PUBLISHING } from '../shared/outbound/retry';
import { listAbsenceTypes } from './records/fetch/absenceTypes';
import { listPersons } from './records/fetch/people';
import type { Places } from './records/fetch/places';
import { readPlaces } from './records/fetch/places';
import type { PersonRecord } from './records/person';
import { personio } from './vendor';

/** How many people a drop-down shows. Users find other people by typing. */
const SHOWN = 100;

/**
 * People for a drop-down. Personio only searches for whole names, so people are read until enough of
 * them match. If Personio refuses the request, the user sees the error: an empty list always means
 * that nobody matches.
 * @param filter words in the name or e-mail address
 */
async function searchEmployees(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const api = await connect(this, personio, WHILE_PUBLISHING);
	const words = filter.toLowerCase().split(/\s+/);
	const matching = recordsWhere(listPersons(api), (person) => {
		const text = [nameOf(person), person.preferred_name, person.email].join(' ').toLowerCase();
		return words.every((word) => text.includes(word));
	});
	const persons = await takeRecords(matching, SHOWN);
	return { results: persons.map((person) => ({ name: nameOf(person), value: person.id })) };
}

function nameOf({ id, first_name: first, last_name: last }: PersonRecord): string {
	return [first, last].filter(Boolean).join(' ') || id;
}

async function getAbsenceTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, personio, WHILE_PUBLISHING);
	return recordOptions(await takeRecords(listAbsenceTypes(api), null));
}

/** Where people work; see {@link readPlaces} for whose places these are. */
function placesOf(kind: keyof Places) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const api = await connect(this, personio, WHILE_PUBLISHING);
		return recordOptions((await readPlaces(api))[kind]);
	};
}

/** What n8n calls to fill the drop-downs of the nodes. */
export const methods = {
	listSearch: { searchEmployees },
	loadOptions: {
		getAbsenceTypes,
		getDepartments: placesOf('departments'),
		getLegalEntities: placesOf('legalEntities'),
		getLocations: placesOf('locations'),
	},
};
