import { z } from 'zod/v4';

import { instantOf } from '../../shared/model/dates';
import { employee } from '../../shared/model/employee';
import type { WorkableEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** Recruiting events are not HR events. A user who chooses them by name gets their deliveries as they are. */
function recruitingEvent(name: string, label: string, description: string): WorkableEvent {
	return defineEvent({
		name,
		label,
		description,
		produces: [],
		data: z.looseObject({}),
		interpret: async (envelope) => ({
			events: [
				{
					eventType: 'other',
					occurredAt: instantOf(envelope.fired_at),
					employee: employee(),
				},
			],
		}),
	});
}

/** https://workable.readme.io/reference/candidate-events */
export const recruitingEvents: readonly WorkableEvent[] = [
	recruitingEvent('candidate_created', 'Candidate Created', 'A candidate applied or was added'),
	recruitingEvent('candidate_deleted', 'Candidate Deleted', 'A candidate was deleted'),
	recruitingEvent('candidate_moved', 'Candidate Moved', 'A candidate moved to another stage'),
	recruitingEvent('job_deleted', 'Job Deleted', 'A job was deleted'),
];
