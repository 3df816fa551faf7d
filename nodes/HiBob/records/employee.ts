import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import { employee } from '../../shared/model/employee';
import { orNull, words } from '../../shared/outbound/fields';
import type { Stage } from './stage';
import { stageOf } from './stage';
import type { PersonRecord } from './person';
import { employeeIdField, fieldOf, textOf, wordsOf } from './person';

const managerSchema = z.looseObject({
	id: employeeIdField.nullish(),
	displayName: words,
	email: words,
});

const STATUSES: Readonly<Partial<Record<Stage, Employee['status']>>> = {
	hired: 'pending',
	employed: 'active',
	leave: 'on_leave',
	garden_leave: 'garden_leave',
	terminated: 'terminated',
};

/** Companies name their own kinds of employment: what has a telling word is told by it. */
const RELATIONSHIPS: ReadonlyArray<readonly [RegExp, Employee['relationship']]> = [
	[/working student/, 'working_student'],
	[/apprentic|trainee/, 'apprentice'],
	[/\bintern(ship)?\b/, 'intern'],
	[/freelanc/, 'freelancer'],
	[/contractor|consultant/, 'contractor'],
	[/volunteer/, 'volunteer'],
	[/temporary|fixed[ -]?term|seasonal/, 'temporary'],
	[/permanent|employee|full[ -]?time|part[ -]?time/, 'employee'],
];

const SCHEDULES: ReadonlyArray<readonly [RegExp, Employee['schedule']]> = [
	[/full[ -]?time/, 'full_time'],
	[/part[ -]?time/, 'part_time'],
	[/\bhourly\b/, 'hourly'],
];

/**
 * An employee in the shape all vendors share. The e-mail address is the one people sign in to Bob
 * with; the private one is a field of its own, and not read.
 * @param today `YYYY-MM-DD` in the company's time zone: who starts later is still pending
 */
export function normaliseEmployee(person: PersonRecord, today: string): Employee {
	const manager = managerSchema.safeParse(fieldOf(person, 'work.reportsTo')).data;
	const type = textOf(person, 'payroll.employment.type');
	const contract = textOf(person, 'payroll.employment.contract');
	const kind = [type, contract].filter(Boolean).join(' ').toLowerCase();
	const startDate = dayOf(wordsOf(person, 'work.startDate'));
	return employee({
		id: person.id,
		employeeNumber: wordsOf(person, 'work.employeeIdInCompany'),
		displayName: wordsOf(person, 'root.displayName') ?? nameOf(person),
		firstName: wordsOf(person, 'root.firstName'),
		lastName: wordsOf(person, 'root.surname'),
		workEmail: wordsOf(person, 'root.email'),
		jobTitle: textOf(person, 'work.title'),
		department: textOf(person, 'work.department'),
		location: textOf(person, 'work.site'),
		manager: {
			id: orNull(manager?.id),
			displayName: orNull(manager?.displayName),
			workEmail: orNull(manager?.email),
		},
		status: statusOf(person, startDate, today),
		statusRaw: textOf(person, 'internal.lifecycleStatus') ?? textOf(person, 'internal.status'),
		relationship: RELATIONSHIPS.find(([pattern]) => pattern.test(kind))?.[1] ?? 'unknown',
		schedule: SCHEDULES.find(([pattern]) => pattern.test(kind))?.[1] ?? 'unknown',
		typeRaw: [type, contract].filter(Boolean).join(', ') || null,
		startDate,
		probationEndDate: dayOf(wordsOf(person, 'internal.probationEndDate')),
		terminationDate: dayOf(wordsOf(person, 'internal.terminationDate')),
	});
}

function nameOf(person: PersonRecord): string | null {
	const names = [wordsOf(person, 'root.firstName'), wordsOf(person, 'root.surname')];
	return names.filter(Boolean).join(' ') || null;
}

/** The lifecycle status says more than active or inactive; it takes a permission of its own. */
function statusOf(
	person: PersonRecord,
	startDate: string | null,
	today: string,
): Employee['status'] {
	const stage = stageOf([
		wordsOf(person, 'internal.lifecycleStatus'),
		textOf(person, 'internal.lifecycleStatus'),
	]);
	const status = STATUSES[stage];
	const isToStart = startDate !== null && startDate > today;
	if (status !== undefined) return status === 'active' && isToStart ? 'pending' : status;
	switch (wordsOf(person, 'internal.status')?.toLowerCase()) {
		case 'active':
			return isToStart ? 'pending' : 'active';
		case 'inactive':
			return isToStart ? 'pending' : 'inactive';
		default:
			return isToStart ? 'pending' : 'unknown';
	}
}
