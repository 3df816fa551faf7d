import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { describeNoTimeZone } from '../support/noTimeZone';
import {
	actionIn,
	nodes,
	startRoomyWorkable,
	through,
	tokenOf,
	triggerIn,
} from '../support/workable';

const personOf = ({ employees }: WorkableSimulator): string => employees[0]?.id ?? '';

describeNoTimeZone<WorkableSimulator>({
	nodes,
	start: startRoomyWorkable,
	triggerIn,
	actionIn,
	tell: async (workable, trigger) =>
		await through(
			trigger,
			{
				event_type: 'employee_updated',
				resource_type: 'employee',
				id: personOf(workable),
				fired_at: '2024-06-10T22:30:00.000Z',
				data: { id: personOf(workable), status: 'status_inactive' },
			},
			tokenOf(workable),
		),
	toldAs: ['employee.access_ended', 'employee.terminated', 'employee.updated'],
	webhooksOf: ({ webhooks }) => webhooks.length,
	personOf,
});
