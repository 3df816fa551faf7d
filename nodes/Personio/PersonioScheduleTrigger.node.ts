import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { scheduleTriggerDescription } from '../shared/description/scheduleTriggerDescription';
import { SCHEDULE_SUBTITLE } from '../shared/description/subtitles';
import { interpretFound } from '../shared/schedule/interpretFound';
import { watch } from '../shared/schedule/watch';
import { FILTERS } from './filters';
import { methods } from './methods';
import { personio } from './vendor';

/**
 * The node *Personio Schedule Trigger*: polls Personio's lists. n8n loads the class by the name of its file.
 */
export class PersonioScheduleTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:personio.svg', dark: 'file:personio.dark.svg' },
		subtitle: SCHEDULE_SUBTITLE,
		...scheduleTriggerDescription(personio, {
			displayName: 'Personio Schedule Trigger',
			name: 'personioScheduleTrigger',
			credentials: [{ name: 'personioHrApi', required: true }],
			wording: {
				notice:
					'Polls Personio at the chosen times, and starts the workflow on the right day. Needs an API credential with the scopes for persons and absences, and with the attributes of employments.',
				preselected: ['employee.started', 'employee.access_ended'],
				filters: FILTERS,
			},
		}),
	};

	methods = methods;

	poll = watch(personio);

	execute = interpretFound(personio);
}
