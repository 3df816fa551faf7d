import { createHash } from 'crypto';

import { utcDayOf } from './dates';
import type { HrEventDraft } from './draft';
import type { EventType } from './eventTypes';
import { EVENT_TYPES } from './eventTypes';
import type { Leave } from './leave';
import { lastDayOf } from './termination';

type Part = string | number | null | undefined;

/** The part of an event's origin that its identity is made from. */
export interface ReportOrigin {
	/** The vendor's name. */
	readonly vendor: string;
	/** Names the company's account at the vendor; see `Connection.accountOf`. */
	readonly account: string;
	/**
	 * The values that distinguish two deliveries of this vendor. The time of arrival is never one of
	 * them. Null for an event that a poll of the schedule trigger found: there is no delivery.
	 */
	readonly delivery: readonly Part[] | null;
	/**
	 * What a delivery says, as a hash, if it carries no time that can be read. Two deliveries about one record
	 * then have the same identity, and only what they say distinguishes them. Null for all others.
	 */
	readonly timelessState?: string | null;
}

/** What distinguishes an event from others. All strings are SHA-256 in hex. */
export interface Identity {
	/**
	 * The id of the item. It is the same for every repeat of the same change, no matter which delivery
	 * reports it.
	 */
	readonly eventId: string;
	/**
	 * Identifies the report of the event in one delivery. It is the same if this delivery comes again,
	 * even if the vendor's records have changed. Null if deliveries carry no time: a repeat then looks
	 * like a change back to an earlier state.
	 */
	readonly report: string | null;
	/** Null for a change of a record that only its delivery identifies. */
	readonly fact: Fact | null;
	/** The earlier facts that are no longer true after this event. */
	readonly undoes: readonly Undoing[];
}

/** A subject whose reported state is no longer true. */
export interface Undoing {
	readonly subject: string;
	/** The state that stays true if it was reported; null if no state does. */
	readonly except: string | null;
	/** True if it counts even if another trigger has emitted the event that shows it. */
	readonly evenIfTold?: true;
}

/** Something that is true until another state of the same subject is reported. */
export interface Fact {
	/** Whose fact it is, and what it is about. */
	readonly subject: string;
	/** What is true of the subject; null where the fact has no value besides being true. */
	readonly state: string | null;
	/** Identifies the fact as stated on the day of the change. */
	readonly statement: string;
	/** Whether the fact is news if it is stated on another day; see `DraftIdentity.isStated`. */
	readonly isStated: boolean;
	/**
	 * What the fact also says about another subject. This counts only if no state of that subject was
	 * reported yet.
	 */
	readonly beside: Pick<Fact, 'subject' | 'state'> | null;
	/** True if the fact was not true for a while. It is then news, although it was reported before. */
	readonly comesBack?: boolean;
	/**
	 * True if the fact may be reported before its state is known, as a hire whose record cannot be read yet.
	 * The first state that is known later is then no news.
	 */
	readonly mayLackState?: boolean;
}

/**
 * Finds out what distinguishes an event from others. The rule is in `docs/repeats.md`.
 * @param event what the vendor folder says about the event
 * @param origin the delivery or record it comes from
 */
export function identityOf(event: HrEventDraft, origin: ReportOrigin): Identity {
	const { vendor, account, delivery } = origin;
	const within = (...parts: unknown[]): string => hashOf([vendor, account, ...parts]);
	const { eventType } = event;
	const undoes = undoneBy(event).map(({ subject, except = null, ...how }) => ({
		subject: within('subject', ...subject),
		except: except === null ? null : hashOf([except]),
		...how,
	}));
	const known = factOf(event) ?? timelessFactOf(event, origin);
	if (known === null) {
		const eventId = within(eventType, delivery, rowOf(event));
		return { eventId, report: eventId, fact: null, undoes };
	}
	const { subject, state, isReached, isStated } = known;
	const changedAt = event.identity?.changedAt ?? event.occurredAt ?? null;
	const day = changedAt === null ? null : utcDayOf(changedAt);
	const told = delivery === null ? foundBy(event, state) : deliveredBy(event, origin);
	const isOfItsDay = !isReached || state === null;
	const eventId = within(eventType, subject, known.said ?? state, isOfItsDay ? day : null);
	return {
		eventId,
		report: told === null ? null : within('report', eventType, subject, ...told),
		fact: {
			...(event.identity?.backSince === undefined ? {} : { comesBack: true }),
			...(known.mayLackState === true ? { mayLackState: true } : {}),
			subject: within('subject', ...subject),
			state: state === null ? null : hashOf(state),
			statement: isOfItsDay ? eventId : within('statement', eventId, day),
			isStated: event.identity?.isStated ?? isStated,
			beside:
				known.beside === undefined
					? null
					: {
							subject: within('subject', ...known.beside.subject),
							state: hashOf(known.beside.state),
						},
		},
		undoes,
	};
}

/** What a delivery is known by if it comes again; null where it carries no time. */
function deliveredBy(
	event: HrEventDraft,
	{ delivery, timelessState = null }: ReportOrigin,
): readonly unknown[] | null {
	const hasTime = event.identity?.timeless === undefined && timelessState === null;
	return hasTime ? [delivery, rowsOf(event)] : null;
}

/**
 * The change of a record, from a delivery without a time. It is news if the delivery says something else than the last
 * one about this record.
 */
function timelessFactOf(
	event: HrEventDraft,
	{ delivery, timelessState = null }: ReportOrigin,
): KnownFact | null {
	if (delivery === null || timelessState === null) return null;
	return read(['record', event.eventType, ...delivery, ...rowOf(event)], [timelessState]);
}

/**
 * Identifies a change that an earlier poll found, in case it is handed over again, or a day that is
 * reached again. What the poll itself found needs no such identity: it is true now. It would be
 * remembered before anything else, so an execution that is cut off would lose it.
 */
function foundBy({ identity }: HrEventDraft, state: KnownFact['state']): readonly unknown[] | null {
	if (identity?.backSince !== undefined) return ['back', state, identity.backSince];
	return identity?.isHeldBack === true && identity.changedAt != null
		? ['found', state, identity.changedAt]
		: null;
}

/** What a delivery shows to be no longer true, where no HR event says so. */
export interface Undone {
	readonly employeeId: string;
	readonly what: ReadonlyArray<keyof typeof OF_PERSON>;
}

/** The earlier facts that are no longer true; see `Interpretation.undone`. */
export function undoingsOf({ employeeId, what }: Undone, origin: ReportOrigin): Undoing[] {
	const { vendor, account } = origin;
	return what
		.flatMap((name) => OF_PERSON[name](employeeId))
		.map((subject) => ({
			subject: hashOf([vendor, account, 'subject', ...subject]),
			except: null,
		}));
}

type Subject = readonly Part[];

/** Facts about a person that can become untrue again. */
const OF_PERSON = {
	/** That there is a last day, today or later. */
	termination: (id: Part): Subject[] => [['end', id]],
	/** That a last day is over. */
	leaving: (id: Part): Subject[] => [
		['employee.access_ended', id],
		['employee.terminated', id],
	],
	/** That a person has no access or has left, where no day is known for it. */
	inactivity: (id: Part): Subject[] => [
		['employee.access_ended', id, 'undated'],
		['employee.terminated', id, 'undated'],
	],
} as const;

const { termination: endOf, leaving: leavingOf, inactivity: inactivityOf } = OF_PERSON;
const startOf = (id: Part): Subject => ['start', id];

interface KnownFact {
	readonly subject: Subject;
	readonly state: readonly Part[] | null;
	/** What goes into the id in place of the state; by default the state itself. */
	readonly said?: readonly Part[];
	/**
	 * True where the fact is that a day was reached: that day is then the day of the fact. False where
	 * somebody entered the fact.
	 */
	readonly isReached: boolean;
	readonly isStated: boolean;
	readonly mayLackState?: boolean;
	readonly beside?: { readonly subject: Subject; readonly state: readonly Part[] };
}

const entered = (subject: Subject, state: KnownFact['state']): KnownFact => ({
	subject,
	state,
	isReached: false,
	isStated: true,
});
/** A fact that is read from a record: several deliveries may report it, on several days. */
const read = (subject: Subject, state: KnownFact['state']): KnownFact => ({
	...entered(subject, state),
	isStated: false,
});
const reached = (subject: Subject, date: Part): KnownFact => ({
	subject: date == null ? [...subject, 'undated'] : subject,
	state: date == null ? null : [date],
	isReached: true,
	isStated: false,
});

function factOf(event: HrEventDraft): KnownFact | null {
	const { eventType, employee, termination, identity } = event;
	const { id } = employee;
	if (identity?.timeless !== undefined) {
		return read(['record', eventType, identity.timeless.record], [identity.timeless.state]);
	}
	switch (eventType) {
		case 'employee.created':
		case 'employee.deleted':
			return read([eventType, id], null);
		case 'employee.hired': {
			const day = firstDayOf(event);
			return {
				...read([eventType, id], day === null ? null : [identity?.employmentId, day]),
				// Without the first day: a delivery may come before that can be read.
				said: [identity?.employmentId],
				mayLackState: true,
			};
		}
		case 'employee.rehired':
			return entered([eventType, id], [identity?.employmentId, firstDayOf(event)]);
		case 'employee.started':
			return reached([eventType, id], firstDayOf(event));
		case 'employee.start_changed':
			return read(startOf(id), [event.effectiveDate]);
		case 'employee.hire_cancelled':
			return read(startOf(id), ['cancelled']);
		case 'employee.start_upcoming':
		case 'employee.last_day_upcoming':
		case 'employee.contract_ending':
		case 'employee.probation_ending':
			return reached([eventType, id, event.reminder?.daysBefore], event.effectiveDate);
		case 'employee.anniversary':
			return reached([eventType, id], event.effectiveDate);
		case 'employee.termination_scheduled':
			return entered(
				['end', id],
				[
					identity?.employmentId,
					termination?.date,
					termination?.lastWorkingDate,
					termination?.accessEndDate,
					termination?.noticeDate,
				],
			);
		case 'employee.termination_cancelled':
			return entered(['end', id], ['cancelled']);
		case 'employee.access_ended':
			return reached([eventType, id], identity?.isUndated ? null : lastDayOf(termination));
		case 'employee.terminated':
			return reached([eventType, id], identity?.isUndated ? null : termination?.date);
		case 'leave.updated':
			// An edit that changes nothing in the leave's content is not an update.
			return {
				...read(['content', ...leaveOf(event)], leaveContent(event)),
				said: leaveState(event),
			};
		case 'leave.created':
			return read(leaveOf(event), leaveState(event));
		case 'leave.requested':
		case 'leave.approved':
		case 'leave.declined':
		case 'leave.cancelled':
			return {
				...entered(leaveOf(event), leaveState(event)),
				// Without the status: the event type has it already, and a record that is read a moment
				// later may still have the old status.
				said: leaveContent(event),
				beside: { subject: ['content', ...leaveOf(event)], state: leaveContent(event) },
			};
		case 'leave.started':
			return reached(['started', ...leaveOf(event)], event.leave?.startDate);
		case 'leave.ended':
			return reached(['ended', ...leaveOf(event)], event.leave?.endDate);
		case 'employee.job_changed': {
			const { job } = identity ?? {};
			return job === undefined ? null : read([eventType, id, job.row], job.says.map(textOf));
		}
		case 'employee.transferred':
			// The employment that ends reports a transfer, and so does the employment that begins: each
			// when it is entered, and again on the day of the transfer.
			return event.effectiveDate == null ? null : reached([eventType, id], event.effectiveDate);
		default:
			return null;
	}
}

interface UndoneSubject {
	readonly subject: Subject;
	/** The day of which it stays true. */
	readonly except?: string | null;
	readonly evenIfTold?: true;
}

/** The subjects whose reported state is no longer true after this event. */
function undoneBy(event: HrEventDraft): UndoneSubject[] {
	const { termination } = event;
	const { id } = event.employee;
	const all = (...subjects: Subject[]): UndoneSubject[] => subjects.map((subject) => ({ subject }));
	const hasLeft = all(...leavingOf(id), ...inactivityOf(id));
	// A person who starts on another day has not started yet. Only a start on that same day stays true.
	const startedBut = (except: string | null): UndoneSubject => ({
		subject: ['employee.started', id],
		except,
	});
	const reminders = (eventType: EventType, except: string | null = null): UndoneSubject[] =>
		(event.identity?.daysBefore ?? []).map((count) => ({
			subject: [eventType, id, count],
			except,
			evenIfTold: true,
		}));
	switch (event.eventType) {
		case 'employee.created':
			return all(['employee.deleted', id]);
		case 'employee.deleted':
			return all(['employee.created', id]);
		case 'employee.hired':
			return [...hasLeft, ...all(startOf(id)), startedBut(firstDayOf(event))];
		case 'employee.rehired':
			return [...hasLeft, ...all(...endOf(id), startOf(id)), startedBut(firstDayOf(event))];
		case 'employee.start_changed': {
			const { effectiveDate = null } = event;
			return [startedBut(effectiveDate), ...reminders('employee.start_upcoming', effectiveDate)];
		}
		case 'employee.hire_cancelled':
			return [
				...all(['employee.hired', id], ['employee.started', id]),
				...reminders('employee.start_upcoming'),
			];
		case 'employee.started':
		case 'employee.activated':
			return hasLeft;
		case 'employee.termination_cancelled':
			return [...hasLeft, ...reminders('employee.last_day_upcoming')];
		case 'employee.termination_scheduled':
			// A termination that is still to come is not over. If access is over already, the same
			// delivery or poll says so.
			return [
				{ subject: ['employee.access_ended', id], except: lastDayOf(termination) },
				{ subject: ['employee.terminated', id], except: termination?.date ?? null },
				...reminders('employee.last_day_upcoming', lastDayOf(termination)),
			];
		case 'employee.terminated':
			return all(...endOf(id));
		case 'leave.cancelled':
		case 'leave.declined':
			return all(
				['started', ...leaveOf(event)],
				['ended', ...leaveOf(event)],
				['content', ...leaveOf(event)],
			);
		case 'leave.started':
			return all(['ended', ...leaveOf(event)]);
		case 'leave.ended':
			return all(['started', ...leaveOf(event)]);
		default:
			return [];
	}
}

/** Several event types may say something about one subject. */
const TYPES_OF: Readonly<Record<string, readonly EventType[]>> = {
	end: ['employee.termination_scheduled', 'employee.termination_cancelled'],
	start: ['employee.start_changed', 'employee.hire_cancelled'],
};

/** The event types whose earlier events may no longer be true after an event. */
export function typesUndoneBy(event: HrEventDraft): EventType[] {
	const subjects = [...undoneBy(event).map(({ subject }) => subject), factOf(event)?.subject ?? []];
	return subjects.flatMap(
		([what]) => TYPES_OF[String(what)] ?? EVENT_TYPES.filter((type) => type === what),
	);
}

function firstDayOf({ effectiveDate, employee }: HrEventDraft): string | null {
	return effectiveDate ?? employee.startDate;
}

/**
 * A leave that is entered as employment status has no id. A person has only one such leave at a time.
 */
function leaveOf({ leave, employee }: HrEventDraft): Subject {
	return leave?.id == null ? ['leave of', employee.id] : ['leave', leave.id];
}

/** The content of a leave, without its status: days, hours, halves, type and amount. */
function leaveContent({ leave, identity }: HrEventDraft): readonly Part[] {
	return identity?.leaveContent ?? (leave === undefined ? [] : contentOf(leave));
}

/**
 * The content and the status of a leave. The vendor's own word for the status is part of it: several
 * statuses of the vendor may be one status in the model.
 */
function leaveState(event: HrEventDraft): readonly Part[] {
	return [...leaveContent(event), event.leave?.status, event.leave?.statusRaw];
}

function contentOf(leave: Leave): readonly Part[] {
	const { startDate, endDate, startPart, endPart, startTime, endTime, amount } = leave;
	const type = leave.typeId ?? leave.typeName;
	return [startDate, endDate, startPart, endPart, startTime, endTime, amount, type];
}

/** The first day of a leave without an id: one delivery may report several such leaves. */
function rowsOf({ leave }: HrEventDraft): Part {
	return leave !== undefined && leave.id === null ? leave.startDate : null;
}

function rowOf({ table, identity }: HrEventDraft): readonly Part[] {
	return [table?.name, table?.entryId ?? identity?.row];
}

/** A value of a row, of any type, as a text. */
function textOf(value: unknown): string | null {
	return value == null ? null : JSON.stringify(value);
}

function hashOf(parts: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
