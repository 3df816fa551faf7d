import type { Emit } from './sending.mts';
import type { PersonioState } from './state.mts';

/**
 * Time entries and employees' documents. They have events, but no endpoint here. Each verb returns an
 * id.
 */
export interface RecordVerbs {
	/** Times are local, `YYYY-MM-DDTHH:mm:ss`. */
	recordAttendance(wish: { personId: string; start?: string; end?: string }): string;
	changeAttendance(id: string, changes?: { start?: string; end?: string }): string;
	deleteAttendance(id: string): string;
	addDocument(wish: { personId: string; name?: string }): string;
	updateDocument(id: string, changes?: { name?: string }): string;
	signDocument(id: string): string;
	deleteDocument(id: string): string;
}

/** Makes the verbs about time entries and documents. */
export function recordVerbs(state: PersonioState, emit: Emit): RecordVerbs {
	function told(eventName: string, id: string): string {
		emit(eventName, id);
		return id;
	}

	return {
		recordAttendance: ({ personId, start, end }) => {
			const id = state.nextId('attendance');
			state.attendances.set(id, {
				id,
				personId: state.person(personId).id,
				start: start ?? `${state.today()}T09:00:00`,
				end: end ?? `${state.today()}T17:00:00`,
			});
			return told('attendance-period.created', id);
		},
		changeAttendance: (id, changes = {}) => {
			Object.assign(state.attendance(id), changes);
			return told('attendance-period.updated', id);
		},
		deleteAttendance: (id) => {
			state.attendances.delete(state.attendance(id).id);
			return told('attendance-period.deleted', id);
		},
		addDocument: ({ personId, name = 'Contract.pdf' }) => {
			const id = state.nextId('document');
			state.documents.set(id, { id, personId: state.person(personId).id, name });
			return told('document.created', id);
		},
		updateDocument: (id, changes = {}) => {
			Object.assign(state.document(id), changes);
			return told('document.updated', id);
		},
		signDocument: (id) => told('document.signed', state.document(id).id),
		deleteDocument: (id) => {
			state.documents.delete(state.document(id).id);
			return told('document.deleted', id);
		},
	};
}
