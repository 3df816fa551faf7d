import type { Events } from './events.mts';
import { hasAccess, STATUSES } from './lifecycle.mts';
import type { PersonRecord } from './people.mts';
import { buildPerson, calculated } from './people.mts';
import { fieldsOfRow } from './rowFields.mts';
import { datedRow, placeColumns } from './seed.mts';
import type { Place } from './seed.mts';
import type { HiBobState } from './state.mts';
import type { RowTools } from './storyRows.mts';

/** A new person. Fields that are left out are invented. */
export interface Hire extends Place {
	/** `YYYY-MM-DD`. Until a future date, the person is Hired and inactive. */
	startDate: string;
	firstName?: string;
	surname?: string;
	email?: string;
}

/** Verbs about the records of people. */
export interface PeopleVerbs {
	/** Returns the person's id. */
	hire(hire: Hire): string;
	/** Values by the ids of the fields. */
	changeFields(employeeId: string, fields: Readonly<Record<string, unknown>>): void;
	deleteEmployee(employeeId: string): void;
}

/** Makes the verbs about the records of people. */
export function createPeopleVerbs(state: HiBobState, events: Events, tools: RowTools): PeopleVerbs {
	function hire({ startDate, firstName, surname, email, ...place }: Hire): string {
		const { index, id } = state.nextPerson();
		const at = new Date(state.now()).toISOString();
		const names = { firstName, surname, email };
		const person = buildPerson({ id, index, companyId: state.companyId, at, ...names });
		const isAhead = startDate > state.day();
		const status = isAhead ? STATUSES.hired : STATUSES.employed;
		const rows = {
			lifecycle: datedRow(state, 'lifecycle', isAhead ? state.day() : startDate, {
				status,
				employeeStatus: hasAccess(status) ? 'Active' : 'Inactive',
			}),
			work: datedRow(state, 'work', startDate, {
				workChangeType: 'New Employee',
				...placeColumns(state, { ...defaultPlace(id), ...place }),
			}),
			employment: datedRow(state, 'employment', startDate, {}),
		};
		const fields: Record<string, unknown> = {
			'work.startDate': startDate,
			'work.originalStartDate': startDate,
		};
		for (const [table, row] of Object.entries(rows)) {
			Object.assign(fields, fieldsOfRow(table, row));
			// The first row of a table counts at once.
			state.makeCurrent(table, id, row.id);
		}
		state.people.set(id, { ...person, ...fields } as PersonRecord);
		events.person('employee.created', id);
		for (const [table, row] of Object.entries(rows)) tools.insert(table, id, row);
		return id;
	}

	function defaultPlace(id: string): Place {
		const first = state.firstPersonId;
		const managerId = first !== undefined && first !== id && state.people.get(first) ? first : '';
		return {
			title: 'Engineer',
			department: 'Engineering',
			site: 'Berlin',
			...(managerId !== '' && { managerId }),
		};
	}

	function changeFields(employeeId: string, fields: Readonly<Record<string, unknown>>): void {
		const person = state.person(employeeId);
		const names = {
			firstName: fields['root.firstName'] ?? person['root.firstName'],
			surname: fields['root.surname'] ?? person['root.surname'],
		};
		const isRenamed = 'root.firstName' in fields || 'root.surname' in fields;
		state.changePerson(employeeId, {
			...(isRenamed && calculated(names.firstName, names.surname)),
			...fields,
		});
		events.updated(employeeId, Object.keys(fields));
	}

	return {
		hire,
		changeFields,
		deleteEmployee: (employeeId) => {
			state.people.delete(state.person(employeeId)['root.id']);
			events.person('employee.deleted', employeeId);
		},
	};
}
