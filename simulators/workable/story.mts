import {
	candidateChanged,
	candidateDeleted,
	employeeCreated,
	employeePublished,
	employeeUpdated,
	jobDeleted,
	onboardingCompleted,
	timeOffUpdated,
} from './events.mts';
import type { Candidate, EventBody, EventType } from './events.mts';
import type { EmployeeChanges } from './people.mts';
import type { Subject, WorkableState } from './state.mts';
import { FURTHER_LEGAL_ENTITIES, LEGAL_ENTITIES } from './reference.mts';
import { employeeInForms } from './sometimes.mts';
import { buildRequest, decide } from './timeoff.mts';
import type { TimeOffWish } from './timeoff.mts';

/**
 * What happens at the company. Each verb changes the state at once and starts the deliveries of the
 * event it causes; wait for `deliveries.idle()` to see them arrived. An unknown id throws.
 */
export interface StoryVerbs {
	/** An unpublished draft that starts in 14 days; the changes are laid over an invented person. */
	createEmployee(changes?: EmployeeChanges): string;
	/** The draft becomes active and gets a work address. */
	publishEmployee(id: string): void;
	/** The event carries these changes and nothing else. */
	updateEmployee(id: string, changes: EmployeeChanges): void;
	completeOnboarding(id: string): void;
	/** The status becomes inactive, which is told as an update: at 23:59 where the person works. */
	offboard(id: string, when?: { lastDay: string }): void;
	/** Removes the person. There is no event. */
	deleteEmployee(id: string): void;
	/** Gives the request's id. There is no event for a request, only for what becomes of it. */
	requestTimeOff(wish: TimeOffWish): string;
	approveTimeOff(id: string): void;
	/** Cancels, whether it was approved or not. */
	revertTimeOff(id: string): void;
	/** There is no event for a refusal. */
	rejectTimeOff(id: string): void;
	createCandidate(): string;
	/** To the stage `phone-screen`. Without an id: the newest candidate, or else a new one. */
	moveCandidate(id?: string): string;
	deleteCandidate(id?: string): string;
	deleteJob(shortcode?: string): void;
}

/** Sends an event to every webhook that it concerns. */
export type Emit = (event: EventType, body: EventBody, subject?: Subject) => void;

const DAY_MS = 86_400_000;
const JOB = { shortcode: '5C0FFEE', title: 'Support Agent' };

/** Makes the verbs that act on a state. */
export function createStory(state: WorkableState, emit: Emit): StoryVerbs {
	function createEmployee(changes: EmployeeChanges = {}): string {
		const person = state.addPerson();
		const { record } = person;
		const startDay = new Date(state.now() + 14 * DAY_MS).toISOString().slice(0, 10);
		const startDate = `${startDay}T00:00:00.000Z`;
		delete record.work_email;
		person.state = 'draft';
		Object.assign(record, { status: 'status_draft', start_date: startDate, hire_date: startDate });
		Object.assign(record, changes);
		emit('employee_created', spelled(employeeCreated(record, state.timestamp())));
		return record.id;
	}

	function publishEmployee(id: string): void {
		const person = state.person(id);
		const { record } = person;
		person.state = 'published';
		record.status = 'status_active';
		record.work_email ??= `employee.${record.employee_number}@work.example`;
		emit('employee_published', employeePublished(record, state.timestamp()));
	}

	function updateEmployee(id: string, changes: EmployeeChanges): void {
		Object.assign(state.person(id).record, changes);
		emit('employee_updated', employeeUpdated(id, changes, state.timestamp()));
	}

	function completeOnboarding(id: string): void {
		const { record } = state.person(id);
		const body = onboardingCompleted(record, state.subdomain, state.timestamp());
		emit('onboarding_completed', spelled(body));
	}

	function requestTimeOff(wish: TimeOffWish): string {
		const employeeId = state.person(wish.employeeId).record.id;
		const id = String(state.nextId());
		state.timeOff.set(
			id,
			buildRequest({ ...wish, employeeId }, { id, at: state.timestamp() }, state.switches),
		);
		return id;
	}

	function approveTimeOff(id: string): void {
		const request = state.request(id);
		decide(request, 'approved', state.timestamp());
		emit('timeoff_updated', timeOffUpdated(request, 'approved', state.timestamp()));
	}

	function revertTimeOff(id: string): void {
		const request = state.request(id);
		decide(request, 'canceled', state.timestamp());
		emit('timeoff_updated', timeOffUpdated(request, 'reverted', state.timestamp()));
	}

	function createCandidate(): string {
		const id = state.nextId().toString(16);
		const candidate: Candidate = {
			id,
			firstname: 'Amara',
			lastname: 'Diallo',
			stage: 'applied',
			job: JOB,
			created_at: state.timestamp(),
		};
		state.candidates.set(id, candidate);
		emitCandidate('candidate_created', candidate);
		return id;
	}

	function moveCandidate(id = someCandidate()): string {
		const candidate = state.candidate(id);
		candidate.stage = 'phone-screen';
		emitCandidate('candidate_moved', candidate);
		return id;
	}

	function deleteCandidate(id = someCandidate()): string {
		const candidate = state.candidate(id);
		state.candidates.delete(id);
		emit('candidate_deleted', candidateDeleted(id, state.timestamp()), subjectOf(candidate));
		return id;
	}

	function someCandidate(): string {
		return [...state.candidates.keys()].at(-1) ?? createCandidate();
	}

	function emitCandidate(event: 'candidate_created' | 'candidate_moved', candidate: Candidate) {
		const body = candidateChanged(event, candidate, state.subdomain, state.timestamp());
		emit(event, body, subjectOf(candidate));
	}

	/** A new person, or the whole record, in the spelling that is switched on. */
	function spelled(body: EventBody): EventBody {
		const inForms = (record: object) =>
			employeeInForms({ ...record }, state.switches, { isRepeated: true });
		const { employeeFormStep: form, ...rest } = body.data;
		const data =
			typeof form === 'object' && form !== null
				? { ...rest, employeeFormStep: inForms(form) }
				: inForms(rest);
		return { ...body, data };
	}

	return {
		createEmployee,
		publishEmployee,
		updateEmployee,
		completeOnboarding,
		offboard: (id, when) => {
			const { record } = state.person(id);
			record.status = 'status_inactive';
			const at =
				when === undefined
					? state.timestamp()
					: endOfDay(when.lastDay, zoneOf(record.legal_entity));
			emit('employee_updated', employeeUpdated(id, { status: record.status }, at));
		},
		deleteEmployee: (id) => void state.people.delete(state.person(id).record.id),
		requestTimeOff,
		approveTimeOff,
		revertTimeOff,
		rejectTimeOff: (id) => decide(state.request(id), 'rejected', state.timestamp()),
		createCandidate,
		moveCandidate,
		deleteCandidate,
		deleteJob: (shortcode = JOB.shortcode) =>
			emit('job_deleted', jobDeleted(shortcode, state.timestamp()), { job: shortcode }),
	};
}

function zoneOf(legalEntity: string): string {
	const entity = [...LEGAL_ENTITIES, ...FURTHER_LEGAL_ENTITIES].find(
		({ id }) => id === legalEntity,
	);
	return entity?.timezone ?? 'UTC';
}

/** A little before midnight, ISO 8601 in UTC. */
function endOfDay(day: string, timeZone: string): string {
	const wall = Date.parse(`${day}T23:59:40.000Z`);
	const shown = new Date(wall).toLocaleString('sv-SE', { timeZone });
	const ahead = Date.parse(`${shown.replace(' ', 'T')}.000Z`) - wall;
	return new Date(wall - ahead).toISOString();
}

function subjectOf({ stage, job }: Candidate): Subject {
	return { stage, job: job.shortcode };
}
