import type {
	EmploymentRecord,
	PersonioSimulator,
	PersonRecord,
} from '../../../simulators/personio/index.mts';
import { ABSENCE_TYPES, LEGAL_ENTITIES } from '../../../simulators/personio/index.mts';
import { now } from '../../../e2e/support/clock.mts';
import { dayFromNow, shiftDay } from '../days.mts';
import type { Button } from '../types.mts';
import { NOBODY_LISTENS } from '../types.mts';

const FIRST_DAY_IN_DAYS = 14;
const LEAVE_STARTS_IN_DAYS = 10;
const LEAVE_DAYS = 5;
const MOVED_BY_DAYS = 7;
const COMPANY_SWITCH = 'SUB_COMPANY_SWITCH';

/** What can be made to happen in the simulated Personio account. */
export function personioButtons(personio: PersonioSimulator): Button[] {
	/** Leaves that can still be changed, by what was done with them here. */
	const requested: string[] = [];
	const approved: string[] = [];

	/** The newest employment that fits, but never that of the head of the company. */
	function newestWhere(
		fits: (employment: EmploymentRecord) => boolean,
		otherwise: string,
	): EmploymentRecord {
		const found = personio.employments.slice(1).findLast(fits);
		if (!found) throw new Error(otherwise);
		return found;
	}

	/** The newest employment of somebody who works here and is not leaving. */
	function current(): EmploymentRecord {
		return newestWhere(
			({ status, termination }) => status === 'ACTIVE' && termination === null,
			'Everybody has left. Press "Hire", then "First day".',
		);
	}

	function personOf({ person }: EmploymentRecord): PersonRecord {
		const found = personio.people.find(({ id }) => id === person.id);
		if (!found) throw new Error('This person is gone.');
		return found;
	}

	function nameOf(employment: EmploymentRecord): string {
		const { first_name: first, last_name: last } = personOf(employment);
		return `${first} ${last}`;
	}

	function lastOf(leaves: readonly string[], otherwise: string): string {
		const last = leaves.at(-1);
		if (last === undefined) throw new Error(otherwise);
		return last;
	}

	const joining: Button[] = [
		{
			id: 'hire',
			label: 'Hire',
			description: 'Adds a profile and an employment that begins in two weeks.',
			expects: ['employee.hired'],
			press() {
				const startDate = dayFromNow(FIRST_DAY_IN_DAYS);
				const { employmentId } = personio.hire({ startDate });
				const employment = newestWhere(({ id }) => id === employmentId, 'This hire is gone.');
				return `${nameOf(employment)} was hired and starts on ${startDate}.`;
			},
		},
		{
			id: 'first-day',
			label: 'First day',
			description:
				'The start of whoever was hired last is moved to today, and the first day is here. The change of the date starts an execution, too, but is no event that the workflow listens for.',
			expects: ['employee.started'],
			press() {
				const employment = newestWhere(
					({ status }) => status === 'ONBOARDING',
					'Nobody is about to start. Press "Hire" first.',
				);
				personio.updateEmployment(employment.id, { employment_start_date: dayFromNow(0) });
				personio.startEmployment(employment.id);
				return `${nameOf(employment)} starts today.`;
			},
		},
	];

	const leaves: Button[] = [
		{
			id: 'request-leave',
			label: 'Request leave',
			description: 'A week of vacation is asked for.',
			expects: ['leave.requested'],
			press() {
				const employment = current();
				const from = dayFromNow(LEAVE_STARTS_IN_DAYS);
				const to = dayFromNow(LEAVE_STARTS_IN_DAYS + LEAVE_DAYS - 1);
				requested.push(personio.requestAbsence({ personId: employment.person.id, from, to }));
				return `${nameOf(employment)} asks for vacation from ${from} to ${to}.`;
			},
		},
		{
			id: 'approve-leave',
			label: 'Approve leave',
			description: 'The leave asked for last is approved.',
			expects: ['leave.approved'],
			press() {
				const leave = lastOf(requested, 'No leave waits. Press "Request leave" first.');
				personio.setAbsenceStatus(leave, 'APPROVED');
				requested.pop();
				approved.push(leave);
				return 'The leave was approved.';
			},
		},
		{
			id: 'move-leave',
			label: 'Move leave',
			description: 'The leave approved last begins and ends a week later.',
			expects: ['leave.updated'],
			press() {
				const leave = lastOf(approved, 'There is no leave to move. Press "Approve leave" first.');
				const found = personio.absences.find(({ id }) => id === leave);
				const before = found?.starts_from.date_time.slice(0, 10) ?? dayFromNow(0);
				const from = shiftDay(before, MOVED_BY_DAYS);
				const to = shiftDay(from, LEAVE_DAYS - 1);
				personio.moveAbsence(leave, { from, to });
				return `The leave was moved: from ${from} to ${to}.`;
			},
		},
		{
			id: 'delete-leave',
			label: 'Delete leave',
			description: 'The leave approved last is deleted. Personio sends its ID and nothing else.',
			expects: ['leave.cancelled'],
			press() {
				const leave = lastOf(approved, 'There is no leave to delete. Press "Approve leave" first.');
				personio.deleteAbsence(leave);
				approved.pop();
				return 'The leave approved last was deleted.';
			},
		},
	];

	const leaving: Button[] = [
		{
			id: 'schedule-termination',
			label: 'Schedule termination',
			description: 'A termination is entered for the newest employee: today is the last day.',
			expects: ['employee.termination_scheduled'],
			press() {
				const employment = current();
				const terminationDate = dayFromNow(0);
				personio.scheduleTermination(employment.id, { terminationDate, type: 'QUIT' });
				return `${nameOf(employment)} leaves; the last day is ${terminationDate}.`;
			},
		},
		{
			id: 'end-employment',
			label: 'Employment ends',
			description: 'The termination scheduled last takes effect.',
			expects: ['employee.access_ended'],
			press() {
				const employment = newestWhere(
					({ status, termination }) =>
						status === 'ACTIVE' && termination !== null && termination.type !== COMPANY_SWITCH,
					'Nobody is leaving. Press "Schedule termination" first.',
				);
				personio.endEmployment(employment.id);
				return `The employment of ${nameOf(employment)} has ended.`;
			},
		},
		{
			id: 'set-inactive',
			label: 'Set inactive',
			description:
				'HR sets the newest employee inactive, without any date. Personio reports it as a change of the profile.',
			expects: ['employee.access_ended'],
			press() {
				const employment = current();
				personio.setInactive(employment.person.id);
				return `${nameOf(employment)} was set inactive.`;
			},
		},
	];

	const transfer: Button[] = [
		{
			id: 'transfer',
			label: 'Transfer',
			description:
				'The newest employee moves to another company of the group: the employment ended yesterday, by a switch of companies. That is no leaver.',
			expects: ['employee.transferred'],
			press() {
				const employment = current();
				const terminationDate = dayFromNow(-1);
				personio.scheduleTermination(employment.id, { terminationDate, type: COMPANY_SWITCH });
				return `${nameOf(employment)} moves to another company of the group.`;
			},
		},
		{
			id: 'arrive-after-transfer',
			label: 'Arrive there',
			description:
				'The employment in the other company begins today. This reports the same transfer once more, which the trigger drops as a repeat.',
			expects: [],
			press() {
				const before = newestWhere(
					({ id, termination, person }) =>
						termination?.type === COMPANY_SWITCH && newestIdOf(personio, person.id) === id,
					'Nobody is between two companies. Press "Transfer" first.',
				);
				const other = LEGAL_ENTITIES.find(({ id }) => id !== before.legal_entity?.id);
				if (!other) throw new Error('The group has one company only.');
				personio.addEmployment(before.person.id, {
					startDate: dayFromNow(0),
					legal_entity: { id: other.id },
				});
				return `${nameOf(before)} now works for ${other.name}.`;
			},
		},
	];

	const returning: Button[] = [
		{
			id: 'rehire',
			label: 'Rehire',
			description: 'Whoever left last is given a new employment, from today on.',
			expects: ['employee.rehired'],
			press() {
				const employment = newestWhere(
					({ id, status, person }) =>
						status === 'INACTIVE' && newestIdOf(personio, person.id) === id,
					'Nobody has left. Press "Schedule termination" and "Employment ends" first.',
				);
				personio.addEmployment(employment.person.id, { startDate: dayFromNow(0) });
				return `${nameOf(employment)} is back.`;
			},
		},
	];

	const oddities: Button[] = [
		{
			id: 'sign-document',
			label: 'Sign a document',
			description:
				'Personio has an event for this, but it is no HR event and nobody listens for it: nothing is sent.',
			expects: [],
			press() {
				const employment = current();
				const document = personio.addDocument({ personId: employment.person.id });
				personio.signDocument(document);
				return `${nameOf(employment)} signed a document.`;
			},
		},
		{
			id: 'send-twice',
			label: 'Send twice',
			description:
				'HR enters a sick leave, which needs no approval, and its delivery is sent twice, as Personio does when our answer was late. Both are answered 200, only the first starts an execution.',
			expects: ['leave.approved'],
			press() {
				const employment = current();
				personio.deliveries.duplicateNext();
				const today = dayFromNow(0);
				const wish = { personId: employment.person.id, from: today, typeId: sickLeave() };
				personio.requestAbsence({ ...wish, status: 'APPROVED' });
				return `${nameOf(employment)} is away today. The delivery is sent twice.`;
			},
		},
		{
			id: 'unknown-event',
			label: 'Unknown event',
			description:
				'A genuine delivery of an event that did not exist when the node was written. It leaves the trigger through the output Unrecognised.',
			expects: ['unmapped'],
			press() {
				if (personio.webhooks.length === 0) throw new Error(NOBODY_LISTENS);
				personio.sendEvent('person.promoted', { person: { id: current().person.id } });
				return 'The event "person.promoted" was sent.';
			},
		},
		{
			id: 'wrong-secret',
			label: 'Wrong secret',
			description:
				'Somebody who knows the address but not the secret reports a hire. It is answered 401.',
			expects: [],
			async press() {
				const { id, person } = current();
				const body = {
					company_id: personio.companyId,
					event_name: 'employment.created',
					occurred_at: new Date(now()).toISOString(),
					payload: { employment: { id }, person: { id: person.id } },
				};
				const attempts = await personio.deliver({ body, secret: 'wrong' });
				if (attempts.length === 0) throw new Error(NOBODY_LISTENS);
				const answers = attempts.map(({ status }) => status);
				if (answers.some((status) => status !== 401)) {
					throw new Error(`The delivery was answered ${answers.join(', ')} instead of 401.`);
				}
				return 'Refused with 401: the secret is not the one Personio was given.';
			},
		},
	];

	return [...joining, ...leaves, ...leaving, ...transfer, ...returning, ...oddities];
}

function newestIdOf({ employments }: PersonioSimulator, personId: string): string | undefined {
	return employments.findLast(({ person }) => person.id === personId)?.id;
}

function sickLeave(): string {
	const type = ABSENCE_TYPES.find(({ category }) => category === 'SICK_LEAVE');
	if (!type) throw new Error('The simulated account has no sick leave');
	return type.id;
}
