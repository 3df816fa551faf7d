import { employee } from '../../shared/model/employee';
import { idsIn } from './delivery';
import type { HiBobEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/**
 * Events about tasks, documents and positions are not HR events. A user who chooses them gets their deliveries as
 * they are.
 */
function otherEvent(name: string, label: string, description: string): HiBobEvent {
	return defineEvent({
		name,
		label,
		description,
		produces: [],
		about: [],
		interpret: async ({ data, occurredAt, actor }) => ({
			events: [
				{
					eventType: 'other',
					occurredAt,
					actor,
					employee: employee({ id: idsIn(data).employeeId }),
				},
			],
		}),
	});
}

function planningEvent(what: string, verb: string, label: string): HiBobEvent {
	const done = { created: 'added', updated: 'changed', deleted: 'removed' }[verb] ?? verb;
	return otherEvent(
		`workforcePlanning.${what}.${verb}`,
		`Workforce Planning ${label} ${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
		`A ${label.toLowerCase()} was ${done}`,
	);
}

/**
 * https://apidocs.hibob.com/reference/tasks-webhooks, https://apidocs.hibob.com/reference/docs-webhooks,
 * https://apidocs.hibob.com/reference/workforce-planning-webhooks
 */
export const otherEvents: readonly HiBobEvent[] = [
	otherEvent('todo.assign', 'Tasks Assigned', 'A list of tasks was started'),
	otherEvent(
		'todo.changedStatus',
		'Task Status Changed',
		'A general task was completed or reopened',
	),
	otherEvent(
		'documents.eSign.completed',
		'Document Signed',
		'The last signer has signed a document',
	),
	planningEvent('position', 'created', 'Position'),
	planningEvent('position', 'updated', 'Position'),
	planningEvent('positionOpening', 'created', 'Position Opening'),
	planningEvent('positionOpening', 'updated', 'Position Opening'),
	planningEvent('positionOpening', 'deleted', 'Position Opening'),
	planningEvent('positionBudget', 'created', 'Position Budget'),
	planningEvent('positionBudget', 'updated', 'Position Budget'),
];
