import type { Day } from '../../shared/model/dates';
import { dayOf, isBefore } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import { employee } from '../../shared/model/employee';
import type { Meanings } from '../../shared/model/fromName';
import { fromName, wholeWords } from '../../shared/model/fromName';
import { managerOf } from './manager';
import type { PersonRecord } from './person';
import { fieldOf, isFilled, keptTextOf, textOf, wordsOf } from './person';
import type { Stage } from './stage';
import { stageOf } from './stage';

const STATUSES: Readonly<Partial<Record<Stage, Employee['status']>>> = {
	hired: 'pending',
	employed: 'active',
	leave: 'on_leave',
	garden_leave: 'garden_leave',
	terminated: 'terminated',
};

/**
 * Companies give their kinds of employment names of their own. A known word in the name shows the kind: in English,
 * German, Spanish, French, Italian, Portuguese or Dutch, without accents.
 */
const RELATIONSHIPS: Meanings<Employee['relationship']> = [
	['working_student', wholeWords('working students?', 'werkstudent(in|en|innen)?')],
	[
		'apprentice',
		wholeWords(
			'apprentice(s|ship|ships)?',
			'trainee(s|ship|ships)?',
			'auszubildende[rn]?',
			'azubis?',
			'ausbildung',
			'aprendiz',
			'apprentie?s?',
			'apprentissage',
			'alternante?s?',
			'apprendista',
			'apprendistato',
			'leerling(en)?',
		),
	],
	[
		'intern',
		wholeWords(
			'interns?',
			'internships?',
			'praktikant(in|en|innen)?',
			'praktikum',
			'becari[oa]s?',
			'stagiaires?',
			'stagiairs?',
			'stagista',
			'tirocinio',
			'estagiari[oa]s?',
			'estagio',
		),
	],
	[
		'freelancer',
		wholeWords(
			'freelance(r|rs)?',
			'freelancing',
			'freiberufler(in)?',
			'freie mitarbeiter(in)?',
			'autonom[oa]s?',
			'zzper',
		),
	],
	['contractor', wholeWords('(sub )?contractors?', 'consultants?')],
	['volunteer', wholeWords('volunteer(s|ing)?')],
	[
		'temporary',
		wholeWords(
			'temporary',
			'fixed term',
			'seasonal',
			'befristet(e|er|es)?',
			'temporal',
			'cdd',
			'tempo determinato',
			'interimaire',
			'uitzendkracht',
			'bepaalde tijd',
		),
	],
	[
		'employee',
		wholeWords(
			'permanent',
			'employees?',
			'full timers?',
			'full time',
			'part timers?',
			'part time',
			'unbefristet(e|er|es)?',
			'festangestellte?r?',
			'vollzeit',
			'teilzeit',
			'indefinido',
			'cdi',
			'tempo indeterminato',
			'vast contract',
			'onbepaalde tijd',
		),
	],
];

const SCHEDULES: Meanings<Employee['schedule']> = [
	[
		'full_time',
		wholeWords(
			'full timers?',
			'full time',
			'vollzeit',
			'jornada completa',
			'temps plein',
			'voltijd',
		),
	],
	[
		'part_time',
		wholeWords(
			'part timers?',
			'part time',
			'teilzeit',
			'jornada parcial',
			'temps partiel',
			'deeltijd',
		),
	],
	['hourly', wholeWords('hourly')],
];

/**
 * An employee in the shape that all vendors share. The e-mail address is the one with which people sign in to Bob.
 * The private address is in another field, which is not read.
 * @param today in the company's time zone: a person who starts later is still pending
 */
export function normaliseEmployee(person: PersonRecord, today: Day): Employee {
	const { id, displayName, workEmail } = managerOf(fieldOf(person, 'work.reportsTo'));
	const type = textOf(person, 'payroll.employment.type');
	const contract = textOf(person, 'payroll.employment.contract');
	const kind = [type, contract].filter(Boolean).join(', ') || null;
	const startDate = dayOf(wordsOf(person, 'work.startDate'));
	return employee({
		id: person.id,
		employeeNumber: keptTextOf(person, 'work.employeeIdInCompany'),
		displayName: keptTextOf(person, 'root.displayName') ?? nameOf(person),
		firstName: keptTextOf(person, 'root.firstName'),
		lastName: keptTextOf(person, 'root.surname'),
		workEmail: keptTextOf(person, 'root.email'),
		jobTitle: textOf(person, 'work.title'),
		department: textOf(person, 'work.department'),
		location: textOf(person, 'work.site'),
		manager: { id, displayName, workEmail },
		status: statusOf(person, startDate, today),
		statusRaw: textOf(person, 'internal.lifecycleStatus') ?? textOf(person, 'internal.status'),
		relationship: fromName(RELATIONSHIPS, kind) ?? 'unknown',
		schedule: fromName(SCHEDULES, kind) ?? 'unknown',
		typeRaw: kind,
		startDate,
		probationEndDate: dayOf(wordsOf(person, 'internal.probationEndDate')),
		terminationDate: dayOf(wordsOf(person, 'internal.terminationDate')),
	});
}

function nameOf(person: PersonRecord): string | null {
	const names = [keptTextOf(person, 'root.firstName'), keptTextOf(person, 'root.surname')];
	return names.filter(Boolean).join(' ') || null;
}

/**
 * The status of a person. The lifecycle status says more than active or inactive, but it needs a permission of its
 * own. If there is a first day that cannot be read, it is not known whether the person has started.
 */
function statusOf(person: PersonRecord, startDate: Day | null, today: Day): Employee['status'] {
	const isStartUnread = startDate === null && isFilled(person, 'work.startDate');
	const stage = stageOf([
		wordsOf(person, 'internal.lifecycleStatus'),
		textOf(person, 'internal.lifecycleStatus'),
	]);
	const status = STATUSES[stage];
	const isToStart = startDate !== null && isBefore(today, startDate);
	if (status !== undefined && status !== 'active') return status;
	if (isStartUnread) return 'unknown';
	if (status === 'active') return isToStart ? 'pending' : 'active';
	switch (wordsOf(person, 'internal.status')?.toLowerCase()) {
		case 'active':
			return isToStart ? 'pending' : 'active';
		case 'inactive':
			return isToStart ? 'pending' : 'inactive';
		default:
			return isToStart ? 'pending' : 'unknown';
	}
}
