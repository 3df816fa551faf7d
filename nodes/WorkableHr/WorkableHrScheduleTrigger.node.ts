import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { scheduleTriggerDescription } from '../shared/description/scheduleTriggerDescription';
import { SCHEDULE_SUBTITLE } from '../shared/description/subtitles';
import { interpretFound } from '../shared/schedule/interpretFound';
import { watch } from '../shared/schedule/watch';
import { LIST_FILTERS } from './filters';
import { methods } from './methods';
import { workable } from './vendor';

/**
 * The node *Workable HR Schedule Trigger*: polls Workable's lists. n8n loads the class by the name of its
 * file.
 */
export class WorkableHrScheduleTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:workable.svg', dark: 'file:workable.dark.svg' },
		subtitle: SCHEDULE_SUBTITLE,
		...scheduleTriggerDescription(workable, {
			displayName: 'Workable HR Schedule Trigger',
			name: 'workableHrScheduleTrigger',
			credentials: [{ name: 'workableHrApi', required: true }],
			wording: {
				notice:
					"Needs an API token with the scopes r_employees and r_timeoff, and 'Member ID' of an HR admin in the credential. Workable keeps no last days: for leavers, use the Workable HR Trigger.",
				preselected: ['employee.start_upcoming', 'employee.started'],
				filters: LIST_FILTERS,
				remarks: {
					'employee.created': 'Comes for drafts too',
					'employee.hired': 'Comes when a draft is published',
					'employee.hire_cancelled':
						'Comes when somebody who has not started yet is deleted or set inactive',
				},
			},
		}),
	};

	methods = methods;

	poll = watch(workable);

	execute = interpretFound(workable);
}
