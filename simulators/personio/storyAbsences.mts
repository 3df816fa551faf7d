import { absenceTypeOf, defaultType, rangeOf, TIMEZONE } from './absences.mts';
import type { AbsenceRecord, AbsenceWish, TimeRange } from './absences.mts';
import { ABSENCE_TYPES } from './reference.mts';
import type { Emit } from './sending.mts';
import type { PersonioState } from './state.mts';

export interface LongTermLeaveWish {
	personId: string;
	/** Default today. */
	from?: string;
	/** Default null: open-ended. */
	to?: string | null;
	/** Default: parental leave. */
	typeId?: string;
	/** Default `APPROVED`. */
	status?: string;
}

/** Each verb returns the id of the absence. */
export interface AbsenceVerbs {
	requestAbsence(wish: AbsenceWish): string;
	setAbsenceStatus(id: string, status: string): string;
	moveAbsence(id: string, range: Omit<TimeRange, 'to'> & { to?: string | null }): string;
	deleteAbsence(id: string): string;
	/** When the leave has begun, the status of the employment is `LEAVE`. This has no event. */
	addLongTermLeave(wish: LongTermLeaveWish): string;
}

/** Makes the verbs about absences. */
export function absenceVerbs(state: PersonioState, emit: Emit): AbsenceVerbs {
	function requestAbsence(wish: AbsenceWish): string {
		const { personId, typeId, to = wish.from, status = 'PENDING', comment = null, ...rest } = wish;
		const type = typeId === undefined ? defaultType(wish) : absenceTypeOf(typeId);
		const at = state.timestamp();
		const absence: AbsenceRecord = {
			id: state.nextId('absence'),
			person: { id: state.person(personId).id },
			absence_type: { id: type.id },
			...rangeOf(type.unit, { ...rest, to }),
			timezone_id: TIMEZONE,
			comment,
			approval: { status },
			created_at: at,
			updated_at: at,
		};
		state.absences.set(absence.id, absence);
		emit('absence-period.created', absence.id);
		return absence.id;
	}

	function change(eventName: string, id: string, changes: Partial<AbsenceRecord>): string {
		Object.assign(state.absence(id), changes, { updated_at: state.timestamp() });
		emit(eventName, id);
		return id;
	}

	return {
		requestAbsence,
		setAbsenceStatus: (id, status) =>
			change('absence-period.updated.status', id, { approval: { status } }),
		moveAbsence: (id, { to, ...range }) => {
			const { unit } = absenceTypeOf(state.absence(id).absence_type.id);
			const moved = rangeOf(unit, { ...range, to: to === undefined ? range.from : to });
			return change('absence-period.updated.timerange', id, moved);
		},
		deleteAbsence: (id) => {
			state.absences.delete(state.absence(id).id);
			emit('absence-period.deleted', id);
			return id;
		},
		addLongTermLeave: ({ personId, from = state.today(), to = null, ...wish }) => {
			const typeId = wish.typeId ?? parentalLeave();
			const employment = state.employmentsOf(personId)[0];
			if (employment?.status === 'ACTIVE' && from <= state.today()) employment.status = 'LEAVE';
			return requestAbsence({ personId, from, to, typeId, status: wish.status ?? 'APPROVED' });
		},
	};
}

function parentalLeave(): string | undefined {
	return ABSENCE_TYPES.find(({ category }) => category === 'PARENTAL_LEAVE')?.id;
}
