import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { scheduleTriggerDescription } from '../shared/description/scheduleTriggerDescription';
import { SCHEDULE_SUBTITLE } from '../shared/description/subtitles';
import { interpretFound } from '../shared/schedule/interpretFound';
import { watch } from '../shared/schedule/watch';
import { FILTERS } from './filters';
import { methods } from './methods';
import { hiBob } from './vendor';

/** The node *HiBob Schedule Trigger*: polls HiBob's lists. n8n loads the class by the name of its file. */
export class HiBobScheduleTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:hibob.svg', dark: 'file:hibob.dark.svg' },
		subtitle: SCHEDULE_SUBTITLE,
		...scheduleTriggerDescription(hiBob, {
			displayName: 'HiBob Schedule Trigger',
			name: 'hiBobScheduleTrigger',
			credentials: [{ name: 'hiBobHrApi', required: true }],
			wording: {
				notice:
					"Polls HiBob at the chosen times, and starts the workflow on the right day. Needs no webhook in Bob. The service user has to see everybody's lifecycle with its history, and who is out.",
				preselected: ['employee.started', 'employee.access_ended'],
				filters: FILTERS,
				remarks: {
					'employee.access_ended': 'The day of a garden leave, or of the termination',
					'employee.probation_ending': "The day is the person's field Probation End Date",
					'leave.started':
						'Comes for approved requests, and for a leave that is entered as a status',
					'leave.ended': 'Comes for approved requests, and for a leave that is entered as a status',
				},
			},
		}),
	};

	methods = methods;

	poll = watch(hiBob);

	execute = interpretFound(hiBob);
}
