import type { EmploymentChanges, EmploymentRecord, Termination } from './employments.mts';
import { changePerson } from './people.mts';
import type { PersonChanges } from './people.mts';
import type { Emit } from './sending.mts';
import type { PersonioState } from './state.mts';

/** A new employment. These fields replace those of an invented one. */
export interface EmploymentWish extends EmploymentChanges {
	/** `YYYY-MM-DD`. Default today. With a future date, the status is `ONBOARDING`. */
	startDate?: string;
}

export interface TerminationWish {
	terminationDate: string;
	/** Default: the termination date. */
	lastWorkingDay?: string;
	/** The day notice was given. Default today. */
	terminatedAt?: string;
	/** One of the vendor's types. Default `EMPLOYEE`. */
	type?: string;
	reason?: string;
	/**
	 * Default `last_working_day`, as in the vendor's schema. The vendor's examples have the other name.
	 */
	spelling?: 'last_working_day' | 'last_working_date';
}

/** A person's id may stand for the id of that person's newest employment. */
export interface PeopleVerbs {
	/** Adds a person without an employment. Returns the person's id. */
	addPerson(changes?: PersonChanges): string;
	/** Returns the employment's id. */
	addEmployment(personId: string, wish?: EmploymentWish): string;
	/** Adds a person with an employment. */
	hire(wish?: PersonChanges & EmploymentWish): { personId: string; employmentId: string };
	updatePerson(personId: string, changes: PersonChanges): string;
	/** Cost centers have an event of their own. A change of `job` alone has no event. */
	updateEmployment(employmentId: string, changes: EmploymentChanges): string;
	/** If a termination is scheduled already, this moves its date. The status stays as it is. */
	scheduleTermination(employmentId: string, wish: TerminationWish): string;
	withdrawTermination(employmentId: string): string;
	/** The termination takes effect on the given date, on the scheduled date, or today. */
	endEmployment(employmentId: string, wish?: { endDate?: string }): string;
	/** Somebody sets the status by hand. There is no date, and the event is a change of the person. */
	setInactive(personId: string): string;
	/** The employment begins. */
	startEmployment(employmentId: string): string;
	deleteEmployment(employmentId: string): string;
	/** Also deletes the person's employments, each with an event, and the absences, without events. */
	deletePerson(personId: string): string;
}

/** Makes the verbs about persons and employments. */
export function peopleVerbs(state: PersonioState, emit: Emit): PeopleVerbs {
	function addPerson(changes: PersonChanges = {}): string {
		const person = state.addPerson();
		const { first_name: preferred_name = person.preferred_name } = changes;
		changePerson(person, { preferred_name, ...changes }, person.updated_at);
		emit('person.created', person.id);
		return person.id;
	}

	function addEmployment(personId: string, wish: EmploymentWish = {}): string {
		const { startDate = state.today(), ...changes } = wish;
		const startDay = changes.employment_start_date ?? startDate;
		const employment = state.addEmployment(personId, startDay);
		employment.status = startDay > state.today() ? 'ONBOARDING' : 'ACTIVE';
		Object.assign(employment, changes);
		tell('employment.created', employment);
		return employment.id;
	}

	function updateEmployment(employmentId: string, changes: EmploymentChanges): string {
		const employment = change(employmentId, changes);
		const names = Object.keys(changes);
		if (names.includes('cost_centers')) tell('employment.updated.cost-centers', employment);
		// As users reported to the vendor: a new job has no event.
		const isTold = (name: string) => name !== 'cost_centers' && name !== 'job';
		if (names.some(isTold)) tell('employment.updated', employment);
		return employment.id;
	}

	function terminate(employmentId: string, termination: Termination | null): string {
		const employment = change(employmentId, { termination });
		tell('employment.updated', employment);
		return employment.id;
	}

	function endEmployment(employmentId: string, { endDate }: { endDate?: string } = {}): string {
		const { termination } = state.employment(employmentId);
		const employment = change(employmentId, {
			status: 'INACTIVE',
			employment_end_date: endDate ?? termination?.termination_date ?? state.today(),
		});
		tell('employment.terminated', employment);
		return employment.id;
	}

	function startEmployment(employmentId: string): string {
		const employment = change(employmentId, { status: 'ACTIVE' });
		tell('employment.started', employment);
		return employment.id;
	}

	function deleteEmployment(employmentId: string): string {
		const employment = state.employment(employmentId);
		state.removeEmployment(employment);
		tell('employment.deleted', employment);
		return employment.id;
	}

	function deletePerson(personId: string): string {
		const { id } = state.person(personId);
		for (const employment of state.employmentsOf(id)) deleteEmployment(employment.id);
		state.people.delete(id);
		for (const absence of state.absences.values()) {
			if (absence.person.id === id) state.absences.delete(absence.id);
		}
		emit('person.deleted', id);
		return id;
	}

	function change(id: string, changes: Partial<EmploymentRecord>): EmploymentRecord {
		return Object.assign(state.employment(id), changes, { updated_at: state.timestamp() });
	}

	function tell(eventName: string, { id, person }: EmploymentRecord): void {
		emit(eventName, id, person.id);
	}

	return {
		addPerson,
		addEmployment,
		hire: (wish = {}) => {
			const [person, employment] = split(wish);
			const personId = addPerson(person);
			return { personId, employmentId: addEmployment(personId, employment) };
		},
		updatePerson: (personId, changes) => {
			changePerson(state.person(personId), changes, state.timestamp());
			emit('person.updated', personId);
			return personId;
		},
		updateEmployment,
		scheduleTermination: (employmentId, wish) =>
			terminate(employmentId, terminationOf(wish, state.today())),
		withdrawTermination: (employmentId) => terminate(employmentId, null),
		endEmployment,
		setInactive: (personId) => {
			const person = state.person(personId);
			change(personId, { status: 'INACTIVE' });
			person.updated_at = state.timestamp();
			emit('person.updated', personId);
			return personId;
		},
		startEmployment,
		deleteEmployment,
		deletePerson,
	};
}

function terminationOf(wish: TerminationWish, today: string): Termination {
	const { terminationDate, lastWorkingDay = terminationDate } = wish;
	return {
		termination_date: terminationDate,
		[wish.spelling ?? 'last_working_day']: lastWorkingDay,
		terminated_at: wish.terminatedAt ?? today,
		type: wish.type ?? 'EMPLOYEE',
		reason: wish.reason ?? null,
	};
}

function split(wish: PersonChanges & EmploymentWish): [PersonChanges, EmploymentWish] {
	const { email, first_name, last_name, preferred_name, gender, ...rest } = wish;
	const { language_code, custom_attributes, ...employment } = rest;
	const person = { email, first_name, last_name, preferred_name, gender };
	const given = Object.entries({ ...person, language_code, custom_attributes }).filter(
		([, value]) => value !== undefined,
	);
	return [Object.fromEntries(given), employment];
}
