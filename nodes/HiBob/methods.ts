import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { byName, recordOptions } from '../shared/actions/recordOptions';
import { connect } from '../shared/outbound/connect';
import { isStatus, refusalAs } from '../shared/outbound/failure';
import { WHILE_PUBLISHING } from '../shared/outbound/retry';
import { listCustomTables, listFields } from './records/fetch/metadata';
import { leftOutMessage, searchPeople } from './records/fetch/people';
import type { PersonRecord } from './records/person';
import { fieldOf, textOf, wordsOf } from './records/person';
import { listPolicyTypes } from './records/fetch/timeOff';
import { TABLES } from './records/tables';
import { hiBob } from './vendor';

/** How many people a drop-down shows. The user finds other people by typing. */
const SHOWN = 100;

const SHOWN_FIELDS = ['root.id', 'root.displayName', 'root.email'];

/**
 * People for a drop-down, including those who have left. HiBob answers with everybody at once and can only
 * search for whole e-mail addresses, so this function searches for the words. If HiBob refuses the request, the
 * drop-down shows an error; an empty list means that nobody matches.
 * @param filter words in the name or e-mail address
 */
async function searchEmployees(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const api = await connect(this, hiBob, WHILE_PUBLISHING);
	const people = await searchPeople(api, { showInactive: true }, SHOWN_FIELDS);
	const wanted = filter.toLowerCase().split(/\s+/);
	const results = people
		.filter((person) => {
			const text = `${nameOf(person)} ${wordsOf(person, 'root.email') ?? ''}`.toLowerCase();
			return wanted.every((word) => text.includes(word));
		})
		.map((person) => ({ name: nameOf(person), value: person.id }))
		.sort(byName)
		.slice(0, SHOWN);
	return { results };
}

function nameOf(person: PersonRecord): string {
	return wordsOf(person, 'root.displayName') ?? person.id;
}

/** The fields of people, including the company's own fields. */
async function getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, hiBob, WHILE_PUBLISHING);
	return (await listFields(api))
		.map(({ id, name, categoryDisplayName, category }) => ({
			name: [categoryDisplayName || category, name || id].filter(Boolean).join(': '),
			value: id,
		}))
		.sort(byName);
}

/**
 * The tables every company has, and the company's own tables. If HiBob does not show the company's own tables, they
 * are left out.
 */
async function getTables(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, hiBob, WHILE_PUBLISHING);
	const custom = await listCustomTables(api).catch((error: unknown) => {
		if (isStatus(error, 403) || isStatus(error, 404)) return [];
		throw error;
	});
	return [
		...TABLES.map(({ name, label }) => ({ name: label, value: name })),
		...recordOptions(custom),
	].sort(byName);
}

async function getPolicyTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, hiBob, WHILE_PUBLISHING);
	return (await listPolicyTypes(api)).map((name) => ({ name, value: name })).sort(byName);
}

/**
 * The values that a field has for some person, such as the departments. Items have them as names, so the names are the
 * values of the options. If the service user may not see the field, the drop-down shows an error.
 * @param fieldId such as `work.department`
 */
function valuesOf(fieldId: string) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const api = await connect(this, hiBob, WHILE_PUBLISHING);
		const people = await searchPeople(api, { showInactive: true }, ['root.id', fieldId]);
		if (people.length > 0 && people.every((person) => fieldOf(person, fieldId) === undefined)) {
			const hint = leftOutMessage(people, [fieldId]) ?? '';
			throw refusalAs(403, api, { method: 'POST', path: '/people/search', hint });
		}
		const values = new Set(people.flatMap((person) => textOf(person, fieldId) ?? []));
		return [...values].map((name) => ({ name, value: name })).sort(byName);
	};
}

/** What n8n calls to fill the drop-downs of the nodes. */
export const methods = {
	listSearch: { searchEmployees },
	loadOptions: {
		getDepartments: valuesOf('work.department'),
		getFields,
		getLocations: valuesOf('work.site'),
		getPolicyTypes,
		getTables,
	},
};
