import type { Events } from './events.mts';
import { PRIVATE_MARK } from './private.mts';
import type { HiBobState } from './state.mts';

/** Verbs about everything else that has events. */
export interface OtherVerbs {
	/** Starts a list of tasks for somebody. Returns the id of its task. */
	assignTodo(employeeId: string): number;
	/** Marks a general task as done or as not done. */
	changeTodo(todoId: number, newStatus?: string): void;
	/** The last one has signed. The event has a download link in it, which is a secret. */
	completeESign(employeeId: string): void;
	/** Sends an event of the workforce planning, by its whole type. The ids are invented. */
	workforceEvent(type: string, data?: object): void;
	/** Sends an event of an undocumented type to all webhooks. */
	unknownEvent(type: string, data?: object): void;
}

/** Makes the verbs about everything else. */
export function createOtherVerbs(state: HiBobState, events: Events): OtherVerbs {
	const requestedFor = new Map<number, string>();

	function assignTodo(employeeId: string): number {
		const id = state.nextRowId();
		requestedFor.set(id, state.person(employeeId)['root.id']);
		events.tell('todo.assign', {
			requestedForEmployeeId: employeeId,
			workflowId: state.nextRowId(),
			pivotDate: state.day(),
			toDoIds: [id],
		});
		return id;
	}

	function changeTodo(todoId: number, newStatus = 'closed'): void {
		const employeeId = requestedFor.get(todoId);
		if (employeeId === undefined) throw new Error(`The simulator has no task ${todoId}`);
		events.tell('todo.changedStatus', {
			toDoIds: [todoId],
			toDoRequestedForIds: [employeeId],
			toDoAssigneeIds: [state.admin.id],
			newStatus,
		});
	}

	function completeESign(employeeId: string): void {
		const documentId = state.nextRowId();
		const data = {
			employeeId: state.person(employeeId)['root.id'],
			documentId,
			downloadUrl: `https://files.example/${documentId}?signature=${PRIVATE_MARK}${documentId}`,
			signedBy: [employeeId],
			creationDate: state.day(),
		};
		events.tell('documents.eSign.completed', data, true);
	}

	return {
		assignTodo,
		changeTodo,
		completeESign,
		workforceEvent: (type, data) => events.tell(type, data ?? idsFor(type, state)),
		unknownEvent: (type, data = {}) => events.tell(type, data),
	};
}

/** Events about a budget name its position too. */
function idsFor(type: string, state: HiBobState): object {
	const [, subject = 'position'] = type.split('.');
	return {
		[`${subject}Id`]: String(state.nextRowId()),
		...(subject === 'positionBudget' && { positionId: String(state.nextRowId()) }),
	};
}
